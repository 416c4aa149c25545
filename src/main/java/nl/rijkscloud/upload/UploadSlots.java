package nl.rijkscloud.upload;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Source.Network;
import nl.rijkscloud.link.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many requests upload at once: in all, for one transfer, and from one source. When no place is left, the
 * slowest request that stayed below the minimum rate over the last minute gives way to the new one: its bytes are
 * saved, and its client is told to come back. While places are left, every request may be slow. A request for a
 * document that is being received takes over that place. Safe for use from any thread.
 */
final class UploadSlots {
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int SAMPLES = 6;
    private static final Duration SAMPLED = WINDOW.dividedBy(SAMPLES);

    private final int most;
    private final Config.Connections config;
    private final LimitLog limits;
    private final LongSupplier nanos;
    private final Map<UUID, Slot> taken = new HashMap<>();
    private long sampledAt;

    UploadSlots(Config config, MeterRegistry metrics, InstantSource clock) {
        this(config.documents().maxConcurrentUploads(), config.server().connections(), new LimitLog(metrics, clock),
                System::nanoTime);
    }

    /**
     * @param most requests in all
     * @param nanos a monotonic clock, {@link System#nanoTime}
     */
    UploadSlots(int most, Config.Connections config, LimitLog limits, LongSupplier nanos) {
        this.most = most;
        this.config = config;
        this.limits = limits;
        this.nanos = nanos;
        this.sampledAt = nanos.getAsLong();
    }

    /** The place of one request. */
    final class Slot {
        private final UUID document;
        private final UUID transfer;
        private final List<Network> networks;
        private final List<Long> samples = new ArrayList<>(SAMPLES);
        private LongSupplier received = () -> 0;
        private @Nullable Runnable giveWay;
        private boolean leaving;

        private Slot(UUID document, Grant grant) {
            this.document = document;
            this.transfer = grant.transfer();
            this.networks = grant.source().map(Source::networks).orElse(List.of());
        }

        /**
         * Sets the callbacks of the place.
         *
         * @param bytes counts those received;
         * @param end asks the request to end when others need its place
         */
        void holds(LongSupplier bytes, Runnable end) {
            synchronized (UploadSlots.this) {
                received = bytes;
                giveWay = end;
            }
        }

        void release() {
            synchronized (UploadSlots.this) {
                taken.remove(document, this);
            }
        }

        private void sample() {
            if (samples.size() == SAMPLES) {
                samples.removeFirst();
            }
            samples.add(received.getAsLong());
        }

        /**
         * Only a whole minute counts: a request that has just begun may still send bytes that were buffered on the way.
         */
        private boolean isSlow() {
            return giveWay != null && samples.size() == SAMPLES
                    && inWindow() < config.minimumRate() * WINDOW.toSeconds();
        }

        private long inWindow() {
            return received.getAsLong() - samples.getFirst();
        }

        private void giveWay() {
            leaving = true;
            limits.hit("upload-rate");
            if (giveWay != null) {
                giveWay.run();
            }
        }
    }

    /** Fails with {@code BUSY}. Every slot must be released. */
    Future<Slot> take(UUID document, Grant grant) {
        synchronized (this) {
            var slot = new Slot(document, grant);
            var free = (taken.containsKey(document) && taken.get(document).transfer.equals(slot.transfer))
                    || (hasRoom("uploads", most, other -> true)
                            && hasRoom("uploads-per-transfer", config.uploadsPerTransfer(),
                                    other -> other.transfer.equals(slot.transfer))
                            && slot.networks.stream().allMatch(network -> hasRoom(
                                    "uploads-per-source", network.allowance(config.uploadsPerSource(), most),
                                    other -> other.networks.contains(network))));
            if (!free) {
                return Future.failedFuture(UploadFailures.busy());
            }
            taken.put(document, slot);
            return Future.succeededFuture(slot);
        }
    }

    /** The number of requests that have a place. */
    synchronized int running() {
        return taken.size();
    }

    /** Records how many bytes each request has received. Call it once a second or more often; most calls do nothing. */
    synchronized void sample() {
        if (nanos.getAsLong() - sampledAt >= SAMPLED.toNanos()) {
            sampledAt = nanos.getAsLong();
            taken.values().forEach(Slot::sample);
        }
    }

    /** The log in which reached limits of uploads are recorded. */
    LimitLog limits() {
        return limits;
    }

    private boolean hasRoom(String limit, int places, Predicate<Slot> rivals) {
        var present = taken.values().stream().filter(rivals).filter(slot -> !slot.leaving).toList();
        if (present.size() < places) {
            return true;
        }
        limits.hit(limit);
        var slowest = present.stream().filter(Slot::isSlow).min(Comparator.comparingLong(Slot::inWindow));
        slowest.ifPresent(Slot::giveWay);
        return slowest.isPresent();
    }
}
