package nl.rijkscloud.startup;

import io.vertx.core.Future;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.keys.KeyOpening;
import nl.rijkscloud.keys.KeysRefused;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Ties the database to one master key: the first start writes the fingerprint of the key, each later start compares it.
 * A server with another key would seal new content that the right key cannot open, and could open nothing that is
 * stored.
 */
public final class InstallationKey {
    static final String DIFFERS = KeysRefused.OTHER_MASTER;

    private InstallationKey() {}

    /**
     * Compares the keys once the schema exists and before anything is served, and opens the keys of all purposes. Fails
     * with a sentence for the operator.
     */
    public static Future<PurposeKeys> open(Database database, MasterKey key) {
        return new KeyOpening(database, key).open().recover(failure -> Future.failedFuture(
                failure instanceof KeysRefused refused ? new StartRefused(refused.getMessage()) : failure));
    }
}
