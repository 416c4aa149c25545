package nl.rijkscloud.startup;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.keys.KeyOpening;
import nl.rijkscloud.keys.KeysRefused;
import nl.rijkscloud.keys.MasterKeys;
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
     *
     * @param server the id of a server that starts; a command has none
     */
    public static Future<PurposeKeys> open(Database database, MasterKeys keys, Optional<UUID> server) {
        return new KeyOpening(database, keys).open(server).recover(failure -> Future.failedFuture(
                failure instanceof KeysRefused refused ? new StartRefused(refused.getMessage()) : failure));
    }
}
