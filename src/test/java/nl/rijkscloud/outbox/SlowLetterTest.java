package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.stream.IntStream;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mail server may take ten minutes to accept one message. */
final class SlowLetterTest {
    private final OutboxFixture box = new OutboxFixture();

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void slowMessageDelaysNoOther() {
        IntStream.range(0, 30).forEach(i -> box.add(null, "letter " + i));
        var gate = Promise.<DeliveryResult>promise();

        var all = box.start(box.drain((id, letter) -> letter.values().get("link").equals("letter 0")
                ? gate.future()
                : Future.succeededFuture(new DeliveryResult.Accepted())));

        await().until(() -> box.value("select count(*) from outbox where state = 'accepted'").equals("29"));
        assertThat(all.isComplete()).isFalse();
        gate.complete(new DeliveryResult.Accepted());
        all.await();
        assertThat(box.value("select count(*) from outbox where state = 'accepted'")).isEqualTo("30");
    }

    @Test
    void newMessageIsSentAtOnceBesideASlowOne() {
        box.add(null, "slow");
        var gate = Promise.<DeliveryResult>promise();
        var drain = box.drain((id, letter) -> letter.values().get("link").equals("slow")
                ? gate.future()
                : Future.succeededFuture(new DeliveryResult.Accepted()));
        box.start(drain);
        await().until(() -> box.row("in_hand").equals("t"));

        box.add(null, "quick");
        box.start(drain);

        await().until(() -> box.value("select count(*) from outbox where state = 'accepted'").equals("1"));
        gate.complete(new DeliveryResult.Accepted());
    }

    /** Therefore a message may take half an hour, and waits no longer than the lease when its process is killed. */
    @Test
    void claimIsShortAndRenewedDuringDelivery() {
        assertThat(OutboxDrain.LEASE).isLessThanOrEqualTo(Duration.ofSeconds(30));
        box.add(null, "one");
        var gate = Promise.<DeliveryResult>promise();
        var drain = box.drain((id, letter) -> gate.future());
        var carried = box.start(drain);
        await().until(() -> box.row("in_hand").equals("t"));

        for (var i = 0; i < 5; i++) {
            box.clock.advance(Duration.ofSeconds(20));
            drain.renew().await();
            box.run(box.drain(box.accepting()));
        }
        assertThat(box.carried).isEmpty();

        gate.complete(new DeliveryResult.Accepted());
        carried.await();
        drain.renew().await();
        assertThat(box.row("state, attempts")).isEqualTo("(accepted,1)");
    }
}
