package nl.rijkscloud.keys;

import io.vertx.core.Future;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.vault.MasterKey;

/** Tells the database every minute which master key this server has, so that no rotation ends without it. */
public final class KeyReport {
    private final KeyServerStore store = new KeyServerStore();
    private final Database database;
    private final UUID server;
    private final MasterKey master;

    public KeyReport(Database database, UUID server, MasterKey master) {
        this.database = database;
        this.server = server;
        this.master = master;
    }

    public PeriodicTask duty() {
        return new PeriodicTask("key-report", pass -> store.report(database.client(), server, master.check()));
    }

    /** Call it when the server stops. */
    public Future<Void> end() {
        return store.forget(database.client(), server);
    }
}
