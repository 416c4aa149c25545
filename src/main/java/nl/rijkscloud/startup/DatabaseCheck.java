package nl.rijkscloud.startup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseFailure;
import nl.rijkscloud.db.Purpose;
import nl.rijkscloud.db.Schema;
import nl.rijkscloud.vault.MasterKey;

/**
 * PostgreSQL answers, is new enough, takes writes, holds our limits, is this user's own, and belongs to this master
 * key. Through the same client as the server's, and in the end through the one of the migrations. The schema may not
 * exist yet. Blocking.
 */
public final class DatabaseCheck {
    /** The first with {@code unique nulls not distinct}, on which the slots rely. */
    private static final int OLDEST = 15;
    /** Longer than connecting may take, so that its own words are heard. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private DatabaseCheck() {}

    static Findings run(Config.Database config, Path masterKey, Path blobs) {
        try {
            return with(config, database -> new InstallationStore(database).server()
                    .compose(seen -> database.limitsHold()
                            .compose(hold -> found(config, seen, hold).map(Future::succeededFuture)
                            .orElseGet(() -> storedCheck(database, seen).map(key -> key
                                    .map(stored -> sameKey(stored, masterKey))
                                    .orElseGet(() -> FolderCheck.unclaimed(blobs)).and(plain(config, seen))))))
            ).and(schema(config));
        } catch (Exception failure) { // awaiting throws checked ones as well, unannounced: a time-out is one
            return DatabaseFailure.ofStart(failure, config).map(DatabaseCheck::finding)
                    .orElseThrow(() -> new IllegalStateException("the database cannot be looked at", failure));
        }
    }

    /** Succeeds when a primary answers that takes writes. For readiness. */
    public static Future<Void> writable(Database database, Config.Database config) {
        return database.confirmWritable().recover(failure -> Future.failedFuture(new NotReady(
                DatabaseFailure.of(failure, config).map(DatabaseFailure::sentence)
                .orElse("PostgreSQL does not answer as it should"))));
    }

    /** True when a server has run on it before; nothing when the database does not say. */
    static Optional<Boolean> isInUse(Config.Database config) {
        try {
            return Optional.of(with(config, database -> new InstallationStore(database).server()
                    .compose(seen -> storedCheck(database, seen)).map(Optional::isPresent)));
        } catch (Exception failure) {
            // run says so
            return DatabaseFailure.of(failure, config).filter(trouble -> !trouble.passes()).map(wrong -> false);
        }
    }

    /** True when the folder of the documents was marked by an earlier start; nothing when the database does not say. */
    static Optional<Boolean> hasMarkedFolder(Config.Database config) {
        try {
            return Optional.of(with(config, database -> new InstallationStore(database).folder()
                    .map(folder -> folder.map(InstallationStore.Folder::marked).orElse(false))));
        } catch (RuntimeException failure) {
            return DatabaseFailure.of(failure, config).filter(DatabaseFailure::passes).isPresent() ? Optional.empty()
                    : Optional.of(false);
        }
    }

    private static Findings finding(DatabaseFailure trouble) {
        var sentence = "database: " + trouble.sentence();
        return trouble.passes() ? Findings.wait(sentence) : Findings.reason(sentence);
    }

    private static Optional<Findings> found(Config.Database config, InstallationStore.Server seen, boolean limitsHold) {
        if (seen.version() < OLDEST) {
            return Optional.of(Findings.reason("database: PostgreSQL " + seen.version() + " is too old, " + OLDEST
                    + " is the oldest that will do"));
        }
        if (!limitsHold) {
            return Optional.of(Findings.reason("database: " + DatabaseFailure.POOLER_BETWEEN));
        }
        if (seen.readOnly()) {
            return Optional.of(Findings.wait("database: PostgreSQL takes no changes: it is a standby, or read-only"));
        }
        return seen.own() ? Optional.empty()
                : Optional.of(Findings.reason("database: " + DatabaseFailure.notOwner(config)));
    }

    private static Findings plain(Config.Database config, InstallationStore.Server seen) {
        return seen.encrypted() || config.isLocal()
                ? Findings.NOTHING
                : Findings.warning("database: the connection to " + config.uri()
                        .getHost() + " is not encrypted; see sslmode in database.uri");
    }

    private static Findings schema(Config.Database config) {
        return Schema.state(config) == Schema.State.NEWER
                ? Findings.reason("database: the tables are of a newer version than this one; install that version")
                : Findings.NOTHING;
    }

    private static Findings sameKey(byte[] stored, Path masterKey) {
        try {
            return Arrays.equals(stored, MasterKey.read(masterKey).check())
                    ? Findings.NOTHING
                    : Findings.reason(InstallationKey.DIFFERS);
        } catch (IOException unreadable) {
            return Findings.NOTHING; // KeyFileCheck says so
        }
    }

    private static Future<Optional<byte[]>> storedCheck(Database database, InstallationStore.Server seen) {
        return seen.used()
                ? new InstallationStore(database).keyCheck()
                : Future.succeededFuture(Optional.empty());
    }

    /** On a Vert.x of its own, since it runs where there may be none. */
    private static <T> T with(Config.Database config, Function<Database, Future<T>> work) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            var database = Database.open(vertx, config).with(Purpose.CHECK);
            return work.apply(database).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).await();
        } finally {
            vertx.close().await();
        }
    }
}
