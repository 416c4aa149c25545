package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.outbox.Letter.Channel;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.MasterKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutboxDrainTest {
    private static final MasterKey MASTER = new MasterKey(new byte[32]);
    private static final UUID TRANSFER = UUID.fromString("6f2c1a58-0000-4000-8000-00000000000a");

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database db = Database.open(vertx, config);
    private final TestClock clock = new TestClock();
    private final Outbox outbox = new Outbox(new Aead(new SecureRandom()), MASTER, clock, new Bus(vertx));
    private final List<String> carried = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        db.close().await();
        vertx.close().await();
    }

    @Test
    void anAcceptedLetterIsWipedAndEntersTheReport() {
        addTransfer();
        add(TRANSFER, "geheim");

        run(drain(accepting()));

        assertThat(carried).containsExactly("geheim");
        assertThat(row("state, attempts, payload is null, refusal is null, settled_at is not null")).isEqualTo("(accepted,1,t,t,t)");
        assertThat(value("select (kind, outbox_id = (select id from outbox)) from event")).isEqualTo("(mail-accepted,t)");
    }

    @Test
    void aRefusedLetterKeepsOnlyTheCode() {
        addTransfer();
        add(TRANSFER, "geheim");

        run(drain(answering(new Verdict.Refused("550"))));
        clock.advance(Duration.ofDays(1));
        run(drain(accepting()));

        assertThat(carried).hasSize(1);
        assertThat(row("state, payload is null, refusal")).isEqualTo("(refused,t,550)");
        assertThat(value("select kind from event")).isEqualTo("mail-refused");
    }

    @Test
    void aServerThatIsDownForHoursLosesNothing() {
        add(null, "one");
        var down = drain(answering(new Verdict.Later("421")));

        for (var i = 0; i < 30; i++) {
            run(down);
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(row("state, payload is not null")).isEqualTo("(waiting,t)");
        // Tried again and again, but not at every look.
        assertThat(carried.size()).isBetween(8, 16);

        clock.advance(Duration.ofHours(2));
        run(drain(accepting()));
        assertThat(row("state")).isEqualTo("accepted");
    }

    @Test
    void theFirstRetryIsQuick() {
        add(null, "one");
        run(drain(answering(new Verdict.Later("421"))));

        clock.advance(Duration.ofSeconds(3));
        run(drain(accepting()));
        assertThat(carried).hasSize(1);

        clock.advance(Duration.ofSeconds(4));
        run(drain(accepting()));
        assertThat(carried).hasSize(2);
    }

    @Test
    void twoDrainsShareTheWorkAndNeverDoubleIt() {
        var letters = IntStream.range(0, 60).mapToObj(i -> "letter " + i).toList();
        letters.forEach(letter -> add(null, letter));
        var perDrain = List.of(new AtomicInteger(), new AtomicInteger());
        var slowly = perDrain.stream()
                .map(count -> drain((id, letter) -> {
                    count.incrementAndGet();
                    carried.add(letter.values().get("link"));
                    return vertx.timer(5).map(new Verdict.Accepted());
                }))
                .toList();

        Future.all(slowly.stream().map(this::start).toList()).await();

        assertThat(carried).containsExactlyInAnyOrderElementsOf(letters);
        assertThat(perDrain).allMatch(count -> count.get() > 0);
        assertThat(value("select count(*) from outbox where state = 'accepted'")).isEqualTo("60");
    }

    @Test
    void noMoreThanOneBatchIsInTheCarriersHands() {
        IntStream.range(0, 30).forEach(i -> add(null, "letter " + i));
        var now = new AtomicInteger();
        var most = new AtomicInteger();

        run(drain((id, letter) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return vertx.timer(2).map(timer -> {
                now.decrementAndGet();
                return new Verdict.Accepted();
            });
        }));

        assertThat(most.get()).isEqualTo(OutboxDrain.BATCH);
        assertThat(value("select count(*) from outbox where state = 'accepted'")).isEqualTo("30");
    }

    @Test
    void aLetterWhoseNodeDiedIsTakenUpAfterTheLease() {
        add(null, "one");
        start(drain((id, letter) -> {
            carried.add("by the node that dies, with id " + id);
            return Promise.<Verdict>promise().future();
        }));
        await().until(() -> carried.size() == 1);

        run(drain(accepting()));
        assertThat(carried).hasSize(1);

        clock.advance(OutboxDrain.LEASE);
        run(drain((id, letter) -> {
            carried.add("by the node that dies, with id " + id);
            return Future.succeededFuture(new Verdict.Accepted());
        }));
        assertThat(carried).hasSize(2).containsOnly(carried.getFirst());
        assertThat(row("state, attempts")).isEqualTo("(accepted,2)");
    }

    @Test
    void whoLostItsLeaseDoesNotPostponeTheNewersClaim() {
        add(null, "one");
        var slow = Promise.<Verdict>promise();
        var first = start(drain((id, letter) -> {
            carried.add("slow");
            return slow.future();
        }));
        await().until(() -> carried.size() == 1);
        clock.advance(OutboxDrain.LEASE);
        start(drain((id, letter) -> {
            carried.add("newer");
            return Promise.<Verdict>promise().future();
        }));
        await().until(() -> carried.size() == 2);
        var lease = row("due_at");

        slow.complete(new Verdict.Later("421"));
        first.await();

        assertThat(row("due_at")).isEqualTo(lease);
    }

    @Test
    void whatWaitedTooLongIsGivenUpAndWiped() {
        addTransfer();
        add(TRANSFER, "one");
        run(drain(answering(new Verdict.Later("421"))));

        clock.advance(Duration.ofDays(3));
        run(drain(accepting()));

        assertThat(carried).hasSize(1);
        assertThat(row("state, payload is null, settled_at is not null")).isEqualTo("(expired,t,t)");
        assertThat(value("select kind from event")).isEqualTo("mail-refused");
    }

    @Test
    void aCarrierThatBreaksHoldsUpNobody() {
        add(null, "breaks");
        add(null, "goes");

        run(drain((id, letter) -> {
            if (letter.values().get("link").equals("breaks")) {
                throw new IllegalStateException("a bug");
            }
            return Future.succeededFuture(new Verdict.Accepted());
        }));

        assertThat(value("select string_agg(state, ' ' order by state) from outbox")).isEqualTo("accepted waiting");
    }

    @Test
    void aRowUnderAnotherMasterKeyIsNotSentAndNotLost() {
        add(null, "one");
        var other = new byte[32];
        other[0] = 1;

        run(new OutboxDrain(db, new MasterKey(other), clock, RandomGenerator.getDefault(), Channel.MAIL, accepting()));

        assertThat(carried).isEmpty();
        assertThat(row("state, payload is not null")).isEqualTo("(waiting,t)");
    }

    @Test
    void aPayloadOpensOnlyInItsOwnRow() {
        add(null, "one");
        add(null, "two");
        TestDatabase.sql(config, "update outbox set payload = (select payload from outbox o where o.id <> outbox.id)");

        run(drain(accepting()));

        assertThat(carried).isEmpty();
    }

    @Test
    void textMessagesAreLeftToTheirOwnDrain() {
        add(null, "mail");

        run(new OutboxDrain(db, MASTER, clock, RandomGenerator.getDefault(), Channel.SMS, accepting()));

        assertThat(carried).isEmpty();
    }

    @Test
    void noSecretLiesReadableInTheRow() {
        add(null, "https://geheim");

        assertThat(value("select outbox::text from outbox")).doesNotContain("geheim");
    }

    @Test
    void aRollbackSendsNothing() {
        assertThatThrownBy(() -> db.<Void>inTransaction(tx -> outbox.add(tx, letter(null, "one"))
                        .compose(id -> Future.failedFuture("changed my mind")))
                .await());

        run(drain(accepting()));

        assertThat(carried).isEmpty();
    }

    @Test
    void stoppingWaitsForWhatIsInHandAndTakesNoMore() {
        IntStream.range(0, 20).forEach(i -> add(null, "letter " + i));
        var gate = Promise.<Verdict>promise();
        var drain = drain((id, letter) -> {
            carried.add(letter.values().get("link"));
            return gate.future();
        });
        start(drain);
        await().until(() -> carried.size() == OutboxDrain.BATCH);

        var stopped = drain.stop();
        assertThat(stopped.isComplete()).isFalse();
        gate.complete(new Verdict.Accepted());
        stopped.await();

        assertThat(carried).hasSize(OutboxDrain.BATCH);
        assertThat(value("select count(*) from outbox where state = 'accepted'")).isEqualTo("" + OutboxDrain.BATCH);
    }

    private OutboxDrain drain(Carrier carrier) {
        return new OutboxDrain(db, MASTER, clock, RandomGenerator.getDefault(), Channel.MAIL, carrier);
    }

    private void run(OutboxDrain drain) {
        start(drain).await();
    }

    /** On an event loop, where a drain belongs. */
    private Future<Void> start(OutboxDrain drain) {
        var done = Promise.<Void>promise();
        vertx.getOrCreateContext().runOnContext(go -> drain.run().onComplete(done));
        return done.future();
    }

    private Carrier accepting() {
        return answering(new Verdict.Accepted());
    }

    private Carrier answering(Verdict verdict) {
        return (id, letter) -> {
            carried.add(letter.values().get("link"));
            return Future.succeededFuture(verdict);
        };
    }

    private void add(UUID transfer, String link) {
        db.inTransaction(tx -> outbox.add(tx, letter(transfer, link))).await();
    }

    private static Letter letter(UUID transfer, String link) {
        return new Letter(Channel.MAIL, transfer, "upload-link", "nl", "anna@voorbeeld.nl", Map.of("link", link), Duration.ofDays(3));
    }

    private void addTransfer() {
        TestDatabase.sql(config, """
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email, created_at, expires_at)
                values ('%s', 'submitted', 'open', 'nl', 'Anna', 'anna@voorbeeld.nl', 'Meldpunt', 'meldpunt@igj.nl', now(), now())"""
                .formatted(TRANSFER));
    }

    private String row(String columns) {
        return value("select " + (columns.contains(",") ? "(" + columns + ")" : columns) + " from outbox");
    }

    private String value(String query) {
        return TestDatabase.value(config, query).orElseThrow();
    }
}
