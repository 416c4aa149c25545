package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Servers of one portal with messages in its outbox, on one database and one key folder, with a clock that the test
 * moves.
 */
final class PeriodFixture implements AutoCloseable {
    static final PurposeKeys PURPOSES = TestPurposeKeys.sample();
    static final String UNDER = "select distinct period_of(payload)::text from outbox where payload is not null";

    final Vertx vertx = Vertx.vertx();
    final TestClock clock = new TestClock();
    final Config.Database config = TestDatabase.fresh();
    final Path folder = TestPeriods.folder(config);
    final Database database = Database.open(vertx, config);
    private final Bus bus = new Bus(vertx);

    /** A server, with an interceptor between it and the key folder or its tables. */
    final class Server {
        final PeriodKeys keys;
        final PeriodSeal seal;
        final Outbox outbox;
        final PeriodKeyRotation rotation;

        private Server(UnaryOperator<KeyPlace> place, UnaryOperator<SealedRows> tables) {
            keys = new PeriodKeys(vertx, database, place.apply(new KeyFolder(folder)), new SecureRandom(), clock);
            seal = TestPeriods.seal(keys, PURPOSES);
            outbox = new Outbox(seal, clock, bus);
            rotation = new PeriodKeyRotation(database, keys, seal,
                    List.of(tables.apply(Outbox.sealedRows(database, clock))), clock);
        }

        UUID letter(String link) {
            return database.inTransaction(tx -> outbox.add(tx, new OutboundMessage(
                            OutboundMessage.Channel.MAIL, null, "upload-link", Language.NL, "anna@voorbeeld.nl",
                            Map.of("link", link), Duration.ofDays(99))))
                    .await();
        }

        void rotate() {
            rotation.run().await();
        }

        /** The messages that are sent when everything due is sent. */
        List<String> carried() {
            var links = new ArrayList<String>();
            new OutboxDrain(database, seal, clock, RandomGenerator.getDefault(), OutboundMessage.Channel.MAIL,
                    (id, letter) -> {
                links.add(letter.values().get("link"));
                return Future.succeededFuture(new DeliveryResult.Accepted());
            }).run().await();
            return links;
        }
    }

    Server server() {
        return new Server(place -> place, tables -> tables);
    }

    Server server(UnaryOperator<KeyPlace> place, UnaryOperator<SealedRows> tables) {
        return new Server(place, tables);
    }

    List<UUID> files() throws IOException {
        return new KeyFolder(folder).periods();
    }

    UUID onlyFile() throws IOException {
        var files = files();
        if (files.size() != 1) {
            throw new IllegalStateException(files.toString());
        }
        return files.getFirst();
    }

    /** The one period of all waiting messages. */
    String under() {
        return value(UNDER);
    }

    String value(String query) {
        return TestDatabase.value(config, query).orElse("none");
    }

    byte[] payload() throws SQLException {
        try (var connection = neighbour(); var rows = connection.createStatement()
                .executeQuery("select payload from outbox")) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    /** Another server's connection in the middle of a transaction, idle until it is closed or committed. */
    Connection neighbour() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:" + config.uri(), config.user(), config.password().reveal());
        connection.setAutoCommit(false);
        return connection;
    }

    Optional<String> state(UUID letter) {
        return TestDatabase.value(config, "select state from outbox where id = '%s'".formatted(letter));
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
