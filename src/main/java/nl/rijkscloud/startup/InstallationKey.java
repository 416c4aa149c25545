package nl.rijkscloud.startup;

import io.vertx.core.Future;
import java.util.Arrays;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.vault.MasterKey;

/**
 * Ties the database to one master key: the first start writes the fingerprint of the key, each later start compares it.
 * A server with another key would seal new content that the right key cannot open, and could open nothing that is
 * stored.
 */
public final class InstallationKey {
    static final String DIFFERS =
            "masterKey: this is not the key that the database was used with; put the right file back";

    private InstallationKey() {}

    /**
     * Compares the keys once the schema exists and before anything is served. Fails with a sentence for the operator.
     */
    public static Future<Void> confirm(Database database, MasterKey key) {
        var check = key.check();
        var installation = new InstallationStore(database);
        return installation.insertKeyCheck(check)
                .compose(written -> installation.keyCheck())
                .compose(stored -> stored.filter(written -> Arrays.equals(written, check)).isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new StartRefused(DIFFERS)));
    }
}
