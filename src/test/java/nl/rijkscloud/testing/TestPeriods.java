package nl.rijkscloud.testing;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.period.KeyFolder;
import nl.rijkscloud.period.PeriodCipher;
import nl.rijkscloud.period.PeriodKeys;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PurposeKeys;

/** Period keys for tests: one key folder per database, shared by all callers, like the servers of one portal. */
public final class TestPeriods {
    private static final Map<URI, Path> FOLDERS = new ConcurrentHashMap<>();

    static {
        AtExit.run(() -> FOLDERS.values().forEach(Folders::delete));
    }

    private TestPeriods() {}

    public static PeriodSeal seal(Vertx vertx, Config.Database config, Database database, InstantSource clock,
            PurposeKeys purposes) {
        return seal(keys(vertx, config, database, clock), purposes);
    }

    public static PeriodSeal seal(PeriodKeys keys, PurposeKeys purposes) {
        return new PeriodSeal(keys, new PeriodCipher(new Aead(new SecureRandom()), purposes));
    }

    public static PeriodKeys keys(Vertx vertx, Config.Database config, Database database, InstantSource clock) {
        return new PeriodKeys(vertx, database, new KeyFolder(folder(config)), new SecureRandom(), clock);
    }

    /** The key folder of this database. */
    public static Path folder(Config.Database config) {
        return FOLDERS.computeIfAbsent(config.uri(), uri -> {
            try {
                return Files.createTempDirectory("rijkscloud-keys");
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        });
    }
}
