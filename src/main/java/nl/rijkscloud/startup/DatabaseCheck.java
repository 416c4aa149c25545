package nl.rijkscloud.startup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseFailure;
import nl.rijkscloud.db.Purpose;
import nl.rijkscloud.db.Schema;
import nl.rijkscloud.typed.DatabaseHost;

/**
 * Checks that PostgreSQL answers, is new enough, takes writes, keeps our limits, belongs to our user and was used with
 * this master key. It connects as the server does, and then as the migrations do. The schema need not exist yet.
 * Blocks.
 */
public final class DatabaseCheck {
    /** The first version with {@code unique nulls not distinct}, which the slots rely on. */
    private static final int MIN_VERSION = 15;
    /** Longer than connecting may take, so that a failure to connect is reported as such. */
    private static final Duration TIMEOUT = Duration.ofSeconds(9);

    private DatabaseCheck() {}

    static Findings run(Config.Database config, Path masterKey, BlobPlace blobs) {
        return run(config, masterKey, Optional.empty(), blobs);
    }

    static Findings run(Config.Database config, Path masterKey, Optional<Path> previous, BlobPlace blobs) {
        try {
            return with(config, database -> new InstallationStore(database).server()
                    .compose(seen -> database.limitsHold()
                            .compose(hold -> found(config, seen, hold).map(Future::succeededFuture)
                            .orElseGet(() -> storedCheck(database, seen).compose(key -> key
                                    .map(stored -> new RotationCheck(masterKey, previous).look(database, stored))
                                    .orElseGet(() -> Future.succeededFuture(StoreCheck.unclaimed(blobs)))
                                    .map(findings -> findings.and(plain(config, seen)))))))
            ).and(schema(config));
        } catch (Exception failure) { // awaiting throws checked ones as well, unannounced: a time-out is one
            return DatabaseFailure.ofStart(failure, config).map(DatabaseCheck::finding)
                    .orElseThrow(() -> new IllegalStateException("the database cannot be looked at", failure));
        }
    }

    /** Succeeds if a primary answers that takes writes. Readiness calls it. */
    public static Future<Void> writable(Database database, Config.Database config) {
        return database.confirmWritable().recover(failure -> Future.failedFuture(new NotReady(
                DatabaseFailure.of(failure, config).map(DatabaseFailure::sentence)
                .orElse("PostgreSQL does not answer as it should"))));
    }

    /** True if a server has run on this database before; empty if the database does not answer. */
    static Optional<Boolean> isInUse(Config.Database config) {
        try {
            return Optional.of(with(config, database -> new InstallationStore(database).server()
                    .compose(seen -> storedCheck(database, seen)).map(Optional::isPresent)));
        } catch (Exception failure) {
            // run reports it
            return DatabaseFailure.of(failure, config).filter(trouble -> !trouble.passes()).map(wrong -> false);
        }
    }

    /** True if an earlier start has marked the folder of the documents; empty if the database does not answer. */
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
        if (seen.version() < MIN_VERSION) {
            return Optional.of(Findings.reason("database: PostgreSQL " + seen.version() + " is too old, " + MIN_VERSION
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
                : Findings.warning("database: the connection to "
                        + config.hosts().stream().map(DatabaseHost::name).collect(Collectors.joining(" or "))
                        + " is not encrypted; see sslmode in database.uri");
    }

    private static Findings schema(Config.Database config) {
        return Schema.state(config) == Schema.State.NEWER
                ? Findings.reason("database: the tables are of a newer version than this one; install that version")
                : Findings.NOTHING;
    }

    private static Future<Optional<byte[]>> storedCheck(Database database, InstallationStore.Server seen) {
        return seen.used()
                ? new InstallationStore(database).keyCheck()
                : Future.succeededFuture(Optional.empty());
    }

    /** Uses a Vert.x of its own, because commands may have none. */
    private static <T> T with(Config.Database config, Function<Database, Future<T>> work) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            var database = Database.open(vertx, config).with(Purpose.CHECK);
            return work.apply(database).timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).await();
        } finally {
            vertx.close().await();
        }
    }
}
