package nl.rijkscloud.testing;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.keys.KeyOpening;
import nl.rijkscloud.keys.MasterKeys;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKeys;

/** Purpose keys for tests: those that a seed gives without a database, or those of a portal. */
public final class TestPurposeKeys {
    private TestPurposeKeys() {}

    /** The same keys for every caller. */
    public static PurposeKeys sample() {
        return of(new byte[32]);
    }

    /** The same keys for the same 32 bytes. */
    public static PurposeKeys of(byte[] seed) {
        var master = new MasterKey(seed);
        return new PurposeKeys(Arrays.stream(KeyPurpose.values())
                .map(purpose -> master.adopt(purpose, new UUID(0, purpose.ordinal()))).toList());
    }

    /** The keys of this portal, as a server of it opens them. */
    public static PurposeKeys of(Config config) {
        try {
            return of(config.database(), MasterKey.read(config.masterKey()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static PurposeKeys of(Config.Database config, MasterKey master) {
        var vertx = Vertx.vertx();
        var database = Database.open(vertx, config);
        try {
            return new KeyOpening(database, MasterKeys.of(master)).open().await();
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }
}
