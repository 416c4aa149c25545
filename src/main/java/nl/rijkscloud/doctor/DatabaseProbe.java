package nl.rijkscloud.doctor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Purpose;

/** Looks at the database's clock, durability and connections. Its rights are a check of the start. Blocks. */
final class DatabaseProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(9);
    private static final Duration APART = Duration.ofSeconds(2);
    /** From here on nothing is destroyed, until somebody has looked. */
    private static final Duration FAR_APART = Duration.ofMinutes(5);

    private DatabaseProbe() {}

    static List<Finding> look(Config.Database config) {
        var asked = Instant.now();
        var facts = ask(config, DatabaseFactsStore::facts);
        return List.of(durability(facts), clock(facts, asked, Instant.now()), connections(facts, config.poolSize()));
    }

    /** The folder of the database, if it is on this machine and both it and its name can be seen. */
    static Optional<Path> folder(Config.Database config) {
        if (!config.isLocal()) {
            return Optional.empty();
        }
        try {
            return ask(config, DatabaseFactsStore::folder).map(Path::of).filter(Files::isDirectory);
        } catch (RuntimeException unanswered) {
            return Optional.empty(); // the checks of the start report it
        }
    }

    private static <T> T ask(Config.Database config, Function<DatabaseFactsStore, Future<T>> question) {
        var vertx = Vertx.vertx();
        try {
            var database = Database.open(vertx, config);
            return question.apply(new DatabaseFactsStore(database.with(Purpose.CHECK)))
                    .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).await();
        } finally {
            vertx.close().await();
        }
    }

    private static Finding durability(DatabaseFactsStore.Facts facts) {
        var check = "database-durability";
        return facts.durable() ? Finding.ok(check, "PostgreSQL " + facts.version() + " confirms what is on disk")
                : Finding.error(check, "fsync, full_page_writes or synchronous_commit is off: what senders were told is"
                        + " safe is lost in a power cut", "Turn all three on in postgresql.conf.");
    }

    /** The database's moment lies between the two of ours, if the clocks agree. */
    static Finding clock(DatabaseFactsStore.Facts facts, Instant asked, Instant answered) {
        var check = "clock";
        var skew = facts.now().isBefore(asked) ? Duration.between(facts.now(), asked)
                : facts.now().isAfter(answered) ? Duration.between(answered, facts.now()) : Duration.ZERO;
        var sentence = "the clocks of this machine and of the database are " + skew.toMillis() / 1e3 + " s apart";
        var advice = "Let both follow the same time servers (chrony, systemd-timesyncd).";
        if (skew.compareTo(FAR_APART) > 0) {
            return Finding.error(check, sentence, advice);
        }
        return skew.compareTo(APART) > 0 ? Finding.warning(check, sentence, advice)
                : Finding.ok(check, "this machine and the database agree on the time");
    }

    static Finding connections(DatabaseFactsStore.Facts facts, int poolSize) {
        var check = "database-connections";
        var own = Arrays.stream(Purpose.values()).mapToInt(purpose -> purpose.connections(poolSize)).sum();
        var servers = facts.places() / own;
        var sentence = "one portal takes up to " + own + " connections, PostgreSQL gives " + facts.places() + " ("
                + facts.taken() + " are in use)";
        return servers >= 2 ? Finding.ok(check, sentence)
                : Finding.warning(check, sentence, servers == 1
                        ? "A second portal does not fit beside it: raise max_connections, or lower database.poolSize."
                        : "Raise max_connections, or lower database.poolSize.");
    }
}
