package nl.rijkscloud.scrub;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.config.ScrubPace;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.scrub.DocumentReading.State;
import nl.rijkscloud.scrub.ScrubStore.Place;
import nl.rijkscloud.scrub.ScrubStore.Stored;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every checked document, in the order of their ids, and compares it with its checksums. One server reads at a
 * time, the one with the lease; another goes on where it stopped. A turn reads as many bytes as the {@link Pace}
 * allows, and memory does not depend on the number or size of documents. Damaged documents are read again every hour:
 * one that was put back from a backup is soon known as whole. Belongs to one event loop.
 */
final class Scrub implements MeterBinder {
    /** The interval of {@link #turn}. */
    static final Duration TURN = Duration.ofSeconds(1);
    /** The interval of {@link #renew}, a third of the lease. */
    static final Duration RENEWAL = Duration.ofSeconds(20);
    static final Duration AGAIN = Duration.ofHours(1);
    /** The number of damaged documents that stops a pass: a person has to look at the store. */
    static final int MOST_DAMAGED = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
    private static final int AT_ONCE = 32;

    private final ScrubStore store = new ScrubStore();
    private final UUID node = UUID.randomUUID();
    private final ByteBuffer window = BlobReader.window();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(FloeParameters.STANDARD.segmentLength());
    private final AtomicLong damaged = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong wholeAt = new AtomicLong();
    private final Deque<Stored> waiting = new ArrayDeque<>();
    private final Database database;
    private final BlobStore blobs;
    private final ScrubFindings findings;
    private final WorkerExecutor workers;
    private final InstantSource clock;
    private final ScrubPace config;
    private final Pace pace;
    private ScrubStore.@Nullable Lease held; // null while this server does not read
    private Place place = Place.START;
    private @Nullable DocumentReading reading;

    Scrub(Database database, BlobStore blobs, Audit audit, WorkerExecutor workers, InstantSource clock,
            ScrubPace config) {
        this.database = database;
        this.blobs = blobs;
        this.findings = new ScrubFindings(database, audit, clock);
        this.workers = workers;
        this.clock = clock;
        this.config = config;
        this.pace = new Pace(config.rate(), TURN);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rijkscloud.scrub.damaged", damaged, AtomicLong::get).strongReference(true)
                .description("Stored documents whose bytes are not what was stored, or are gone").register(registry);
        Gauge.builder("rijkscloud.scrub.ended.timestamp", wholeAt, AtomicLong::get).baseUnit("seconds")
                .strongReference(true)
                .description("When all stored documents had last been read again; 0 before the first time")
                .register(registry);
        FunctionCounter.builder("rijkscloud.scrub", bytes, AtomicLong::get).baseUnit("bytes")
                .description("Ciphertext that the scrub of this server has read").register(registry);
    }

    /** Saves how far this server has come, and renews its lease or takes one that is free. Reads what people see. */
    Future<Void> renew() {
        var now = clock.instant();
        return store.status(database.client())
                .onSuccess(status -> status.wholeAt().ifPresent(at -> wholeAt.set(at.getEpochSecond())))
                .compose(status -> store.count(database.client())).onSuccess(damaged::set)
                .compose(count -> held == null ? Future.succeededFuture(true)
                        : store.save(database.client(), node, place))
                .compose(ours -> ours ? Future.succeededFuture() : drop())
                .compose(done -> config.rate() == 0 ? Future.succeededFuture(Optional.<ScrubStore.Lease>empty())
                        : store.lease(database.client(), node, RENEWAL.multipliedBy(3), now, now.minus(config.every()),
                                now.minus(AGAIN)))
                .compose(lease -> {
                    var isNew = held == null;
                    held = lease.orElse(null);
                    if (lease.isEmpty()) {
                        return drop();
                    }
                    if (isNew) {
                        place = lease.get().place();
                    }
                    return Future.succeededFuture();
                });
    }

    /**
     * Reads as many bytes as this turn allows, if this server has the lease. After a failure the next renewal begins
     * again.
     */
    Future<Void> turn(BooleanSupplier stopped) {
        var lease = held;
        if (lease == null) {
            return Future.succeededFuture();
        }
        var left = new AtomicLong(pace.begin(lease.checksWait()));
        var began = System.nanoTime();
        return Loop.whileTrue(() -> stopped.getAsBoolean() || left.get() <= 0 || held == null
                        ? Future.succeededFuture(false)
                        : next(lease).compose(found -> found.isEmpty() ? end(lease).map(false)
                                : read(found.get(), left)))
                .onSuccess(done -> pace.end(left.get(), Duration.ofNanos(System.nanoTime() - began)))
                .recover(failure -> drop().transform(done -> Future.failedFuture(failure)));
    }

    /** The document that a turn before this one has begun, or the next one. */
    private Future<Optional<DocumentReading>> next(ScrubStore.Lease lease) {
        if (reading != null) {
            return Future.succeededFuture(Optional.of(reading));
        }
        var ready = waiting.isEmpty()
                ? store.damaged(database.client(), clock.instant().minus(AGAIN), AT_ONCE)
                        .compose(found -> !found.isEmpty() || !lease.isRunning() || damaged.get() >= MOST_DAMAGED
                                ? Future.succeededFuture(found)
                                : store.next(database.client(), place, AT_ONCE))
                        .onSuccess(waiting::addAll)
                : Future.succeededFuture();
        return ready.map(done -> {
            var first = waiting.poll();
            reading = first == null ? null : new DocumentReading(first, first.part());
            return Optional.ofNullable(reading);
        });
    }

    /** False if this turn is over for the document. */
    private Future<Boolean> read(DocumentReading document, AtomicLong left) {
        var before = left.get();
        return workers.executeBlocking(() -> document.read(blobs, window, scratch, left), false)
                .compose(state -> {
                    bytes.addAndGet(before - left.get());
                    if (state == State.GOES_ON || state == State.AGAIN) {
                        moveOn(document, state, before - left.get());
                        return Future.succeededFuture(false);
                    }
                    return findings.settle(document.document, state, document.part()).compose(done -> {
                        moveOn(document, state, before - left.get());
                        return close().map(true);
                    });
                });
    }

    /** A damaged document that is read again lies before or behind the pass, and moves nothing. */
    private void moveOn(DocumentReading document, State state, long read) {
        if (document != reading || document.document.isAgain()) {
            return;
        }
        var id = document.document.id();
        place = state == State.GOES_ON || state == State.AGAIN
                ? new Place(place.last(), Optional.of(id), document.part(), place.documents(), place.bytes() + read,
                        place.withoutSums())
                : new Place(id, Optional.empty(), 0, place.documents() + 1, place.bytes() + read,
                        place.withoutSums() + (state == State.UNKNOWN ? 1 : 0));
    }

    /** No document is left to read now. */
    private Future<Void> end(ScrubStore.Lease lease) {
        var isWhole = lease.isRunning() && damaged.get() < MOST_DAMAGED;
        if (lease.isRunning() && !isWhole) {
            LOG.error("{} stored documents are damaged; no others are read until somebody has looked at the store",
                    damaged.get());
        }
        return store.save(database.client(), node, place)
                .compose(ours -> isWhole ? store.end(database.client(), node, clock.instant())
                        : Future.succeededFuture())
                .compose(done -> stop());
    }

    /** Reads no more; another server may go on at once. */
    Future<Void> stop() {
        return held == null ? close()
                : store.save(database.client(), node, place)
                        .compose(ours -> store.release(database.client(), node))
                        .eventually(this::drop);
    }

    private Future<Void> drop() {
        held = null;
        waiting.clear();
        return close();
    }

    private Future<Void> close() {
        var open = reading;
        reading = null;
        return open == null ? Future.succeededFuture() : workers.executeBlocking(() -> {
            open.close();
            return null;
        }, false);
    }
}
