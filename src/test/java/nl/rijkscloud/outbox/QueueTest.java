package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class QueueTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final TestClock clock = new TestClock();
    private final Outbox outbox = new Outbox(
            TestPeriods.seal(vertx, config, database, clock, TestPurposeKeys.sample()), clock, new Bus(vertx));
    private final OutboxStore store = new OutboxStore(database);
    private final Queue queue =
            new Queue(database, outbox, new Audit(database, TestPurposeKeys.sample(), clock), clock);
    private final UUID operator = UUID.randomUUID();

    @BeforeEach
    void employ() {
        TestDatabase.sql(config,
                "insert into staff (id, email, name, created_at) values ('" + operator + "', 'b@igj.nl', 'B', now())");
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void waitingMessagesAreListedOldestFirstWithOnlyTheEndOfANumber() {
        var first = add(OutboundMessage.Channel.MAIL, "a@example.org");
        clock.advance(Duration.ofSeconds(1));
        var second = add(OutboundMessage.Channel.SMS, "+31612345678");

        var page = page(false, 1);
        assertThat(page).extracting(Queue.Item::id).containsExactly(first);
        assertThat(queue.page(false, page.getFirst().createdAt(), first, 5).await())
                .extracting(Queue.Item::id, Queue.Item::recipient)
                .containsExactly(tuple(second, "78"));
    }

    @Test
    void failedMessagesAreShownWithTheReasonUntilAcknowledged() {
        var id = add(OutboundMessage.Channel.MAIL, "a@example.org");
        store.settle(id, OutboundMessage.Channel.MAIL, new DeliveryResult.Refused("550"), clock.instant()).await();
        assertThat(page(true, 5)).extracting(item -> item.reason().orElseThrow()).containsExactly("550");
        assertThat(queue.lengths().await()).containsExactly(new Queue.Length("mail", true, 1));

        queue.drop(id, Actor.staff(operator)).await();

        assertThat(page(true, 5)).isEmpty();
        assertThat(value("select state from outbox")).isEqualTo("refused");
        assertThat(value(
                "select action from audit_entry where actor_id = '" + operator + "' and subject_id = '" + id + "'"))
                .isEqualTo("letter-dropped");
        assertThatThrownBy(() -> queue.drop(id, Actor.staff(operator)).await()).isInstanceOf(Failure.class);
    }

    @Test
    void waitingMessageShowsItsReasonAndCanBeRetriedNow() {
        var id = add(OutboundMessage.Channel.MAIL, "a@example.org");
        var claim = claim();
        store.postpone(claim, clock.instant().plus(Duration.ofHours(1)), "451").await();
        assertThat(page(false, 5)).extracting(item -> item.reason().orElseThrow()).containsExactly("451");

        queue.retry(id, Actor.staff(operator)).await();

        assertThat(claim().id()).isEqualTo(id);
        assertThat(value(
                "select action from audit_entry where actor_id = '" + operator + "' and subject_id = '" + id + "'"))
                .isEqualTo("letter-retried");
    }

    /** Otherwise two drains would send it. */
    @Test
    void messageBeingSentIsNotRetried() {
        var id = add(OutboundMessage.Channel.MAIL, "a@example.org");
        claim();

        assertThatThrownBy(() -> queue.retry(id, Actor.staff(operator)).await()).isInstanceOf(Failure.class)
                .extracting("code").isEqualTo("not-waiting");
        assertThat(store.claim(OutboundMessage.Channel.MAIL, clock.instant(), LEASE, 5).await()).isEmpty();
    }

    @Test
    void droppedMessageIsNeverSentAndItsLinkIsWiped() {
        var id = add(OutboundMessage.Channel.MAIL, "a@example.org");

        queue.drop(id, Actor.staff(operator)).await();

        assertThat(store.claim(OutboundMessage.Channel.MAIL, clock.instant().plus(Duration.ofHours(1)), LEASE, 5)
                .await()).isEmpty();
        assertThat(value("select state || num_nonnulls(payload) from outbox")).isEqualTo("cancelled0");
        assertThatThrownBy(() -> queue.retry(id, Actor.staff(operator)).await()).isInstanceOf(Failure.class)
                .extracting("code").isEqualTo("not-waiting");
        assertThatThrownBy(() -> queue.retry(UUID.randomUUID(), Actor.staff(operator)).await())
                .isInstanceOf(Failure.class).extracting("code").isEqualTo("not-found");
    }

    @Test
    void mailThatMayHaveArrivedIsShownAndResentOnlyByHand() {
        var id = add(OutboundMessage.Channel.MAIL, "a@example.org");
        claim();
        store.settle(id, OutboundMessage.Channel.MAIL, new DeliveryResult.Unknown("no answer in time"),
                clock.instant()).await();
        clock.advance(Duration.ofHours(1));
        assertThat(store.claim(OutboundMessage.Channel.MAIL, clock.instant(), LEASE, 5).await()).isEmpty();
        assertThat(page(true, 5)).extracting(Queue.Item::id, Queue.Item::state).containsExactly(tuple(id, "unknown"));
        assertThat(queue.lengths().await()).containsExactly(new Queue.Length("mail", true, 1));

        queue.retry(id, Actor.staff(operator)).await();

        assertThat(page(true, 5)).isEmpty();
        assertThat(claim())
                .satisfies(again -> assertThat(List.of(again.id(), again.abandoned(), again.payload().length > 0))
                .isEqualTo(List.of(id, false, true)));
    }

    @Test
    void mailThatMayHaveArrivedIsWipedOnceAcknowledgedOrExpired() {
        var seen = unsure(OutboundMessage.Channel.MAIL);
        queue.drop(seen, Actor.staff(operator)).await();
        assertThat(page(true, 5)).isEmpty();
        assertThat(value("select num_nonnulls(payload) from outbox")).isEqualTo("0");
        refusesToRetry(seen);

        var old = unsure(OutboundMessage.Channel.MAIL);
        clock.advance(Duration.ofDays(1));
        refusesToRetry(old);
        assertThat(store.expire(OutboundMessage.Channel.MAIL, clock.instant(), 5).await()).isEqualTo(1);
        assertThat(value("select sum(num_nonnulls(payload)) from outbox")).isEqualTo("0");
    }

    @Test
    void textThatMayHaveArrivedIsWipedAtOnceAndNotListed() {
        var id = unsure(OutboundMessage.Channel.SMS);

        assertThat(value("select state || num_nonnulls(payload) from outbox")).isEqualTo("unknown0");
        assertThat(page(true, 5)).isEmpty();
        refusesToRetry(id);
    }

    @Test
    void outdatedMessageCannotBeResent() {
        var id = unsure(OutboundMessage.Channel.MAIL);

        database.inTransaction(tx -> outbox.withdraw(tx, id)).await();

        assertThat(value("select state || num_nonnulls(payload) from outbox")).isEqualTo("unknown0");
        refusesToRetry(id);
    }

    private UUID unsure(OutboundMessage.Channel channel) {
        var id = add(channel, channel == OutboundMessage.Channel.MAIL ? "a@example.org" : "+31612345678");
        store.settle(id, channel, new DeliveryResult.Unknown("no answer in time"), clock.instant()).await();
        return id;
    }

    private void refusesToRetry(UUID id) {
        assertThatThrownBy(() -> queue.retry(id, Actor.staff(operator)).await()).isInstanceOf(Failure.class)
                .extracting("code").isEqualTo("not-waiting");
    }

    private List<Queue.Item> page(boolean failed, int limit) {
        return queue.page(failed, Instant.EPOCH, new UUID(0, 0), limit).await();
    }

    private OutboxStore.Claim claim() {
        return store.claim(OutboundMessage.Channel.MAIL, clock.instant(), LEASE, 5).await().getFirst();
    }

    private UUID add(OutboundMessage.Channel channel, String recipient) {
        return database.inTransaction(tx -> outbox.add(tx, new OutboundMessage(
                channel, null, "confirmation", Language.NL, recipient, Map.of("link", "https://x"),
                Duration.ofDays(1)))).await();
    }

    private String value(String query) {
        return TestDatabase.value(config, query).orElse("");
    }
}
