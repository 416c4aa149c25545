package nl.rijkscloud.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.keys.PurposeKeyStore.Installed;
import nl.rijkscloud.keys.PurposeKeyStore.Wrapped;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKey;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Opens the keys of all purposes at a start. The first start ties the database to the master key and makes the keys;
 * both happen in one transaction, under the lock of one row, so two servers that start at once get the same keys.
 *
 * <p>An installation from before purpose keys has a row without purposes: the keys that it derived until then are
 * wrapped as they are. A purpose that was made before is never made again: a missing row would otherwise become a new
 * key, under which nothing that is stored opens.
 */
public final class KeyOpening {
    private final PurposeKeyStore store = new PurposeKeyStore();
    private final SecureRandom random = new SecureRandom();
    private final Aead aead = new Aead(random);
    private final Database database;
    private final MasterKeys masters;

    public KeyOpening(Database database, MasterKeys masters) {
        this.database = database;
        this.masters = masters;
    }

    /** Opens the keys for a command. */
    public Future<PurposeKeys> open() {
        return open(Optional.empty());
    }

    /**
     * Fails with {@link KeysRefused} if no key fits, or a stored key is missing or was changed.
     *
     * @param server reported in the same transaction, so that no rotation ends between a start and its first report
     */
    public Future<PurposeKeys> open(Optional<UUID> server) {
        return database.inTransaction(tx -> store.begin(tx, masters.current().check())
                .compose(fresh -> store.lock(tx).compose(installed -> make(tx, fresh, installed)
                        .compose(made -> store.all(tx))
                        .map(rows -> Unwrapping.all(rows, masters.opening(installed.keyCheck())))
                        .compose(keys -> confirmGenerations(tx, keys).compose(done -> server.isPresent()
                                ? new KeyServerStore().report(tx, server.get(), masters.current().check(),
                                        keys.newest(KeyPurpose.SHARE).version())
                                : Future.succeededFuture()).map(keys)))));
    }

    private static Future<Void> confirmGenerations(SqlClient tx, PurposeKeys keys) {
        return new GenerationStore().all(tx).map(all -> {
            all.stream().filter(listed -> keys.find(listed.purpose(), listed.version()).isEmpty()).forEach(lost -> {
                throw KeysRefused.missing(lost.purpose());
            });
            GenerationStore.Generation.tell(all, keys);
            return null;
        });
    }

    /** Makes missing keys under the installation's master key; with another master key, a missing key is an error. */
    private Future<Void> make(SqlClient tx, boolean fresh, Installed installed) {
        var adopts = !fresh && installed.purposes().isEmpty();
        var missing = EnumSet.allOf(KeyPurpose.class).stream()
                .filter(purpose -> !installed.purposes().contains(purpose.word())).toList();
        if (missing.isEmpty()) {
            return Future.succeededFuture();
        }
        return masters.find(installed.keyCheck())
                .map(master -> Loop.forEach(missing, purpose -> {
                    var key = adopts ? master.adopt(purpose, UUID.randomUUID()) : PurposeKey.random(purpose, 1, random);
                    return store.insert(tx, Wrapped.of(aead, master, key)).compose(done -> store.setMade(tx, purpose));
                }))
                .orElseGet(() -> Future.failedFuture(new KeysRefused(KeysRefused.OTHER_MASTER)));
    }
}
