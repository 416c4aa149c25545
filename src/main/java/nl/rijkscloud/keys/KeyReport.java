package nl.rijkscloud.keys;

import io.vertx.core.Future;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Every minute reads the keys that a rotation has made, and tells the database which master key and which key for
 * shares this server has: no rotation ends, and no key seals, without it.
 */
public final class KeyReport {
    private final KeyServerStore store = new KeyServerStore();
    private final Database database;
    private final UUID server;
    private final MasterKey master;
    private final PurposeKeys keys;

    public KeyReport(Database database, UUID server, MasterKey master, PurposeKeys keys) {
        this.database = database;
        this.server = server;
        this.master = master;
        this.keys = keys;
    }

    public PeriodicTask duty() {
        return new PeriodicTask("key-report", pass -> run());
    }

    Future<Void> run() {
        return new KeyReload().run(database.client(), keys).compose(done -> store.report(
                database.client(), server, master.check(), keys.newest(KeyPurpose.SHARE).version()));
    }

    /** Call it when the server stops. */
    public Future<Void> end() {
        return store.forget(database.client(), server);
    }
}
