package nl.rijkscloud.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.keys.PurposeKeyStore.Wrapped;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
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
    private static final int LENGTH = 32;

    private final PurposeKeyStore store = new PurposeKeyStore();
    private final SecureRandom random = new SecureRandom();
    private final Aead aead = new Aead(random);
    private final Database database;
    private final MasterKey master;

    public KeyOpening(Database database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    /** Fails with {@link KeysRefused} if this is not the key, or a stored key is missing or was changed. */
    public Future<PurposeKeys> open() {
        return database.inTransaction(tx -> store.begin(tx, master.check())
                .compose(fresh -> store.lock(tx).compose(installed -> {
                    if (!Arrays.equals(installed.keyCheck(), master.check())) {
                        return Future.failedFuture(new KeysRefused(KeysRefused.OTHER_MASTER));
                    }
                    return make(tx, fresh, installed.purposes());
                }))
                .compose(made -> store.all(tx))
                .map(this::unwrap));
    }

    private Future<Void> make(SqlClient tx, boolean fresh, Set<String> made) {
        var adopts = !fresh && made.isEmpty();
        var missing = EnumSet.allOf(KeyPurpose.class).stream()
                .filter(purpose -> !made.contains(purpose.word())).toList();
        return Loop.forEach(missing, purpose -> {
            var key = adopts ? master.adopt(purpose, UUID.randomUUID()) : fresh(purpose);
            return store.insert(tx, wrap(key)).compose(done -> store.setMade(tx, purpose));
        });
    }

    private PurposeKey fresh(KeyPurpose purpose) {
        var bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new PurposeKey(purpose, UUID.randomUUID(), 1, bytes);
    }

    private Wrapped wrap(PurposeKey key) {
        return new Wrapped(key.purpose(), key.version(), key.id(), master.check(), master.wrap(aead, key));
    }

    private PurposeKeys unwrap(List<Wrapped> rows) {
        var keys = new ArrayList<PurposeKey>();
        for (var row : rows) {
            if (Arrays.equals(row.master(), master.check())) {
                keys.add(master.unwrap(row.purpose(), row.id(), row.version(), row.bytes())
                        .orElseThrow(() -> KeysRefused.changed(row.purpose())));
            }
        }
        for (var purpose : KeyPurpose.values()) {
            if (keys.stream().noneMatch(key -> key.purpose() == purpose)) {
                throw KeysRefused.missing(purpose);
            }
        }
        return new PurposeKeys(keys);
    }
}
