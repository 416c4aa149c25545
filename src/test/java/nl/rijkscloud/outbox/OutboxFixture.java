package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage.Channel;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.PurposeKeys;

/** An outbox on a database of its own, drains for it, and the list of messages that their transports got. */
final class OutboxFixture implements AutoCloseable {
    static final PurposeKeys PURPOSES = TestPurposeKeys.sample();
    static final UUID TRANSFER = UUID.fromString("6f2c1a58-0000-4000-8000-00000000000a");

    final Vertx vertx = Vertx.vertx();
    final Config.Database config = TestDatabase.fresh();
    final Database db = Database.open(vertx, config);
    final TestClock clock = new TestClock();
    final PeriodSeal seal = TestPeriods.seal(vertx, config, db, clock, PURPOSES);
    final Outbox outbox = new Outbox(seal, clock, new Bus(vertx));
    final List<String> carried = new CopyOnWriteArrayList<>();

    @Override
    public void close() {
        db.close().await();
        vertx.close().await();
    }

    OutboxDrain drain(Transport carrier) {
        return new OutboxDrain(db, seal, clock, RandomGenerator.getDefault(), Channel.MAIL, carrier);
    }

    void run(OutboxDrain drain) {
        start(drain).await();
    }

    /** Runs on an event loop, where drains run in production. */
    Future<Void> start(OutboxDrain drain) {
        var done = Promise.<Void>promise();
        vertx.getOrCreateContext().runOnContext(go -> drain.run().onComplete(done));
        return done.future();
    }

    Transport accepting() {
        return answering(new DeliveryResult.Accepted());
    }

    Transport answering(DeliveryResult verdict) {
        return (id, letter) -> {
            carried.add(letter.values().get("link"));
            return Future.succeededFuture(verdict);
        };
    }

    void add(UUID transfer, String link) {
        db.inTransaction(tx -> outbox.add(tx, letter(transfer, link))).await();
    }

    static OutboundMessage letter(UUID transfer, String link) {
        return new OutboundMessage(
                Channel.MAIL,
                transfer,
                "upload-link",
                Language.NL,
                "anna@voorbeeld.nl",
                Map.of("link", link),
                Duration.ofDays(3));
    }

    /** Inserts many waiting messages with payloads that cannot be opened. Times in SQL. */
    void fill(int count, String due, String expires) {
        TestDatabase.sql(config, """
            insert into outbox (id, channel, template, language, recipient, payload, due_at, expires_at, created_at)
            select gen_random_uuid(), 'mail', 'upload-link', 'nl', 'a' || n || '@voorbeeld.nl', '\\x00', %s + n *
                interval '1 microsecond', %s,
                timestamptz '2026-11-12T13:00:00Z' from generate_series(1, %d) n""".formatted(due, expires, count));
        TestDatabase.sql(config, "analyze outbox");
    }

    void addTransfer() {
        TestDatabase.sql(config, """
            insert into transfer (
                id, kind, state, language, sender_name, sender_email, contact_name, contact_email, created_at,
                expires_at)
            values (
                '%s', 'submitted', 'open', 'nl', 'Anna', 'anna@voorbeeld.nl', 'Meldpunt', 'meldpunt@igj.nl',
                now(), now())\
            """.formatted(TRANSFER));
    }

    void sql(String statement) {
        TestDatabase.sql(config, statement);
    }

    String row(String columns) {
        return value("select " + (columns.contains(",") ? "(" + columns + ")" : columns) + " from outbox");
    }

    String value(String query) {
        return TestDatabase.value(config, query).orElseThrow();
    }
}
