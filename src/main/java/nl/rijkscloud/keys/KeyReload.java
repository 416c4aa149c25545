package nl.rijkscloud.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import nl.rijkscloud.vault.PurposeKeys;

/** Gives a running server the keys that a rotation has made since its start. Safe for use from any thread. */
public final class KeyReload {
    private final PurposeKeyStore store = new PurposeKeyStore();
    private final GenerationStore generations = new GenerationStore();

    /** Adds the stored keys that these master keys open; those that they do not open are left out. */
    public Future<Void> run(SqlClient db, PurposeKeys keys) {
        return store.all(db).compose(rows -> {
            rows.forEach(row -> keys.learn(row.purpose(), row.id(), row.version(), row.master(), row.bytes()));
            return generations.all(db);
        }).map(all -> {
            GenerationStore.Generation.tell(all, keys);
            return null;
        });
    }
}
