package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import nl.rijkscloud.outbox.OutboundMessage.Channel;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutboxDrainTest {
    private final OutboxFixture box = new OutboxFixture();

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void acceptedMessageIsWipedAndReported() {
        box.addTransfer();
        box.add(OutboxFixture.TRANSFER, "geheim");

        box.run(box.drain(box.accepting()));

        assertThat(box.carried).containsExactly("geheim");
        assertThat(box.row("state, attempts, payload is null, refusal is null, settled_at is not null"))
                .isEqualTo("(accepted,1,t,t,t)");
        assertThat(box.value("select (kind, outbox_id = (select id from outbox)) from event"))
                .isEqualTo("(mail-accepted,t)");
    }

    @Test
    void refusedMessageKeepsOnlyTheStatusCode() {
        box.addTransfer();
        box.add(OutboxFixture.TRANSFER, "geheim");

        box.run(box.drain(box.answering(new DeliveryResult.Refused("550"))));
        box.clock.advance(Duration.ofDays(1));
        box.run(box.drain(box.accepting()));

        assertThat(box.carried).hasSize(1);
        assertThat(box.row("state, payload is null, refusal")).isEqualTo("(refused,t,550)");
        assertThat(box.value("select kind from event")).isEqualTo("mail-refused");
    }

    @Test
    void outageOfHoursLosesNoMessage() {
        box.add(null, "one");
        var down = box.drain(box.answering(new DeliveryResult.Later("421")));

        for (var i = 0; i < 30; i++) {
            box.run(down);
            box.clock.advance(Duration.ofMinutes(10));
        }
        assertThat(box.row("state, payload is not null")).isEqualTo("(waiting,t)");
        // Retried, but not in every pass.
        assertThat(box.carried.size()).isBetween(8, 16);

        box.clock.advance(Duration.ofHours(2));
        box.run(box.drain(box.accepting()));
        assertThat(box.row("state")).isEqualTo("accepted");
    }

    @Test
    void theFirstRetryIsQuick() {
        box.add(null, "one");
        box.run(box.drain(box.answering(new DeliveryResult.Later("421"))));

        box.clock.advance(Duration.ofSeconds(3));
        box.run(box.drain(box.accepting()));
        assertThat(box.carried).hasSize(1);

        box.clock.advance(Duration.ofSeconds(4));
        box.run(box.drain(box.accepting()));
        assertThat(box.carried).hasSize(2);
    }

    @Test
    void twoDrainsShareTheWorkWithoutDuplicates() {
        var letters = IntStream.range(0, 60).mapToObj(i -> "letter " + i).toList();
        letters.forEach(letter -> box.add(null, letter));
        var perDrain = List.of(new AtomicInteger(), new AtomicInteger());
        var slowly = perDrain.stream()
                .map(count -> box.drain((id, letter) -> {
                    count.incrementAndGet();
                    box.carried.add(letter.values().get("link"));
                    return box.vertx.timer(5).map(new DeliveryResult.Accepted());
                }))
                .toList();

        Future.all(slowly.stream().map(box::start).toList()).await();

        assertThat(box.carried).containsExactlyInAnyOrderElementsOf(letters);
        assertThat(perDrain).allMatch(count -> count.get() > 0);
        assertThat(box.value("select count(*) from outbox where state = 'accepted'"))
                .isEqualTo("60");
    }

    @Test
    void atMostOneWindowIsWithTheTransport() {
        IntStream.range(0, 30).forEach(i -> box.add(null, "letter " + i));
        var now = new AtomicInteger();
        var most = new AtomicInteger();

        box.run(box.drain((id, letter) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return box.vertx.timer(2).map(timer -> {
                now.decrementAndGet();
                return new DeliveryResult.Accepted();
            });
        }));

        assertThat(most.get()).isEqualTo(OutboxDrain.WINDOW);
        assertThat(box.value("select count(*) from outbox where state = 'accepted'"))
                .isEqualTo("30");
    }

    @Test
    void messageOfADeadNodeIsClaimedAfterItsLease() {
        box.add(null, "one");
        box.start(box.drain((id, letter) -> {
            box.carried.add("by the node that dies, with id " + id);
            return Promise.<DeliveryResult>promise().future();
        }));
        await().until(() -> box.carried.size() == 1);

        box.run(box.drain(box.accepting()));
        assertThat(box.carried).hasSize(1);

        box.clock.advance(OutboxDrain.LEASE);
        box.run(box.drain((id, letter) -> {
            box.carried.add("by the node that dies, with id " + id);
            return Future.succeededFuture(new DeliveryResult.Accepted());
        }));
        assertThat(box.carried).hasSize(2).containsOnly(box.carried.getFirst());
        assertThat(box.row("state, attempts")).isEqualTo("(accepted,2)");
    }

    @Test
    void drainWithALostLeaseDoesNotChangeTheNewClaim() {
        box.add(null, "one");
        var slow = Promise.<DeliveryResult>promise();
        var first = box.start(box.drain((id, letter) -> {
            box.carried.add("slow");
            return slow.future();
        }));
        await().until(() -> box.carried.size() == 1);
        box.clock.advance(OutboxDrain.LEASE);
        box.start(box.drain((id, letter) -> {
            box.carried.add("newer");
            return Promise.<DeliveryResult>promise().future();
        }));
        await().until(() -> box.carried.size() == 2);
        var lease = box.row("due_at");

        slow.complete(new DeliveryResult.Later("421"));
        first.await();

        assertThat(box.row("due_at")).isEqualTo(lease);
    }

    @Test
    void expiredMessageIsGivenUpAndWiped() {
        box.addTransfer();
        box.add(OutboxFixture.TRANSFER, "one");
        box.run(box.drain(box.answering(new DeliveryResult.Later("421"))));

        box.clock.advance(Duration.ofDays(3));
        box.run(box.drain(box.accepting()));

        assertThat(box.carried).hasSize(1);
        assertThat(box.row("state, payload is null, settled_at is not null")).isEqualTo("(expired,t,t)");
        assertThat(box.value("select kind from event")).isEqualTo("mail-refused");
    }

    @Test
    void failingTransportDelaysNoOtherMessage() {
        box.add(null, "breaks");
        box.add(null, "goes");

        box.run(box.drain((id, letter) -> {
            if (letter.values().get("link").equals("breaks")) {
                throw new IllegalStateException("a bug");
            }
            return Future.succeededFuture(new DeliveryResult.Accepted());
        }));

        assertThat(box.value("select string_agg(state, ' ' order by state) from outbox"))
                .isEqualTo("accepted waiting");
    }

    @Test
    void textMessagesAreLeftToTheirOwnDrain() {
        box.add(null, "mail");

        box.run(new OutboxDrain(
                box.db, box.seal, box.clock, RandomGenerator.getDefault(), Channel.SMS, box.accepting()));

        assertThat(box.carried).isEmpty();
    }

    @Test
    void stopWaitsForRunningDeliveriesAndClaimsNoMore() {
        IntStream.range(0, 20).forEach(i -> box.add(null, "letter " + i));
        var gate = Promise.<DeliveryResult>promise();
        var drain = box.drain((id, letter) -> {
            box.carried.add(letter.values().get("link"));
            return gate.future();
        });
        box.start(drain);
        await().until(() -> box.carried.size() == OutboxDrain.WINDOW);

        var stopped = drain.stop();
        assertThat(stopped.isComplete()).isFalse();
        gate.complete(new DeliveryResult.Accepted());
        stopped.await();

        assertThat(box.carried).hasSize(OutboxDrain.WINDOW);
        assertThat(box.value("select count(*) from outbox where state = 'accepted'"))
                .isEqualTo("" + OutboxDrain.WINDOW);
    }

    @Test
    void mailThatMayHaveArrivedIsNotResentAndKeepsItsLinkUntilItExpires() {
        box.addTransfer();
        box.add(OutboxFixture.TRANSFER, "one");
        box.run(box.drain(box.answering(new DeliveryResult.Unknown("no answer in time"))));
        assertThat(box.row("state, payload is not null, in_hand")).isEqualTo("(unknown,t,f)");
        assertThat(box.value("select kind from event")).isEqualTo("mail-unknown");

        box.clock.advance(Duration.ofDays(2));
        box.run(box.drain(box.accepting()));
        assertThat(box.carried).hasSize(1);

        box.clock.advance(Duration.ofDays(1));
        box.run(box.drain(box.accepting()));
        assertThat(box.carried).hasSize(1);
        assertThat(box.row("state, payload is null")).isEqualTo("(unknown,t)");
        assertThat(box.value("select string_agg(kind, ' ') from event")).isEqualTo("mail-unknown");
    }

    @Test
    void manyOldMessagesAreGivenUpWithoutDelayingNewOnes() {
        box.fill(3 * MessageExpiry.BATCH + 1, "timestamptz '2026-11-12T13:00:00Z'",
                "timestamptz '2026-11-12T13:04:00Z'");
        box.add(null, "new");

        box.run(box.drain(box.accepting()));

        assertThat(box.carried).containsExactly("new");
        assertThat(box.value("select count(*) from outbox where state = 'expired' and payload is null"))
                .isEqualTo("" + (3 * MessageExpiry.BATCH + 1));
    }
}
