package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.Test;

final class UploadSlotsTest {
    private static final int MOST = 200;
    private static final int PER_TRANSFER = 50;
    private static final int PER_SOURCE = 100;
    private static final int RATE = 4096;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final UploadSlots slots = new UploadSlots(
            MOST, new Config.Connections(1, 1, Duration.ZERO, Duration.ZERO, 0, PER_TRANSFER, PER_SOURCE, RATE),
            new LimitLog(metrics, new TestClock()), nanos::get);
    private final List<String> gaveWay = new ArrayList<>();

    @Test
    void slowestUploadIsDisplacedByANewcomerWithoutASlot() {
        fill(MOST - 2);
        var slow = upload("slow", grant(UUID.randomUUID(), 1));
        var slowest = upload("slowest", grant(UUID.randomUUID(), 1));
        minute(slow, 1000, slowest, 6);

        assertThat(upload("newcomer", grant(UUID.randomUUID(), 2))).isNotNull();
        assertThat(gaveWay).containsExactly("slowest");
        assertThat(metrics.get("rijkscloud.limits").tag("limit", "upload-rate").counter().count()).isEqualTo(1);

        assertThat(upload("another", grant(UUID.randomUUID(), 2))).isNotNull();
        assertThat(gaveWay).containsExactly("slowest", "slow");
        assertThat(upload("one too many", grant(UUID.randomUUID(), 2))).as("the others are fast enough").isNull();
    }

    @Test
    void slowUploadsStayWhileThereAreFreeSlots() {
        var slow = upload("slow", grant(UUID.randomUUID(), 1));
        minute(slow, 0, slow, 0);

        assertThat(upload("newcomer", grant(UUID.randomUUID(), 2))).isNotNull();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void bufferedBytesCountWithinAMinute() {
        fill(MOST - 1);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        var buffered = upload("buffered", grant(UUID.randomUUID(), 1));
        IntStream.range(0, 5).forEach(i -> tenSeconds());
        assertThat(upload("newcomer", grant(UUID.randomUUID(), 2))).as("less than a minute says nothing").isNull();

        buffered.addAndGet(RATE * 60);
        IntStream.range(0, 2).forEach(i -> tenSeconds());
        assertThat(upload("newcomer", grant(UUID.randomUUID(), 2))).as("it came").isNull();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void threeLinksOfAStrangerNeverHoldAllSlots() {
        var mine = IntStream.range(0, 3).mapToObj(i -> UUID.randomUUID()).toList();
        var got = mine.stream().mapToLong(
                transfer -> IntStream.range(0, MOST).filter(i -> upload("mine", grant(transfer, 1)) != null).count())
                .sum();

        assertThat(got).isEqualTo(PER_SOURCE);
        assertThat(upload("somebody else's", grant(UUID.randomUUID(), 2))).isNotNull();
    }

    @Test
    void subscriberWithManyNetworksNeverHoldsAllSlots() {
        var got = IntStream.range(0, MOST)
                .filter(i -> upload("theirs", grant(UUID.randomUUID(),
                        "2001:db8:1:" + Integer.toHexString(i * 256) + "::1")) != null).count();

        assertThat(got).isEqualTo(MOST / 4 * 3);
        assertThat(upload("somebody else's", grant(UUID.randomUUID(), 2))).isNotNull();
    }

    @Test
    void fiftyDocumentsOfOneTransferUploadFromOneAddress() {
        var transfer = UUID.randomUUID();

        assertThat(IntStream.range(0, 50).filter(i -> upload("scan", grant(transfer, 1)) != null)).hasSize(50);
        assertThat(upload("another", grant(transfer, 1))).isNull();
        assertThat(upload("of another transfer", grant(UUID.randomUUID(), 1))).isNotNull();
    }

    @Test
    void secondUploadOfADocumentTakesOverItsSlot() {
        fill(MOST - 1);
        var last = taken(slots.take(UUID.randomUUID(), grant(UUID.randomUUID(), 9)));
        var document = UUID.randomUUID();
        var grant = grant(UUID.randomUUID(), 1);
        assertThat(taken(slots.take(document, grant))).isNull();

        last.release();
        var first = taken(slots.take(document, grant));
        var second = taken(slots.take(document, grant));
        first.release();
        assertThat(taken(slots.take(UUID.randomUUID(), grant))).as("the place is the second's now").isNull();
        second.release();
        assertThat(taken(slots.take(UUID.randomUUID(), grant))).isNotNull();
    }

    /** Fast uploads, of many transfers and sources. */
    private void fill(int places) {
        for (int i = 0; i < places; i++) {
            taken(slots.take(UUID.randomUUID(), grant(UUID.randomUUID(), 10 + i)))
                    .holds(() -> nanos.get() / 1000, () -> gaveWay.add("fast"));
        }
    }

    private void minute(AtomicLong one, int first, AtomicLong other, int second) {
        for (int i = 0; i < 7; i++) {
            tenSeconds();
            one.addAndGet(first);
            other.addAndGet(second);
        }
    }

    private void tenSeconds() {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        slots.sample();
    }

    /** The counter of received bytes, for the test to increase; null when it got no slot. */
    private AtomicLong upload(String name, Grant grant) {
        var slot = taken(slots.take(UUID.randomUUID(), grant));
        if (slot == null) {
            return null;
        }
        var bytes = new AtomicLong();
        slot.holds(bytes::get, () -> gaveWay.add(name));
        return bytes;
    }

    private static UploadSlots.Slot taken(Future<UploadSlots.Slot> slot) {
        return slot.succeeded() ? slot.result() : null;
    }

    /** @param network a different one for each */
    private static Grant grant(UUID transfer, int network) {
        return grant(transfer, "10." + network / 256 + "." + network % 256 + ".1");
    }

    private static Grant grant(UUID transfer, String source) {
        var address = InetAddress.ofLiteral(source);
        return new Grant(
                SessionSecret.random(new SecureRandom()), Optional.of(new byte[16]), transfer, LinkKind.UPLOAD,
                Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.of(Source.of(address)),
                Optional.empty());
    }
}
