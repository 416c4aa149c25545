package nl.rijkscloud.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Duty;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.outbox.OutboxStore.Claim;
import nl.rijkscloud.period.KeyGone;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.vault.Bound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox of one channel: claims what is due in small batches, gives it to the carrier, and writes down what
 * came of it. Several drains, on one node or many, share the rows. Each letter is carried at least once; twice only
 * when this process dies, or the database is out of reach, between carrying and writing down, and the carrier allows it.
 *
 * <p>Belongs to one event loop. One pass runs at a time, so at most {@value #BATCH} letters are in the carrier's hands.
 */
public final class OutboxDrain {
    /**
     * How long a claim holds: longer than {@link #PATIENCE}, so that nobody takes a letter that is still being carried.
     */
    static final Duration LEASE = Duration.ofMinutes(5);

    static final int BATCH = 8;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDrain.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final OutboxStore store;
    private final PeriodSeal seal;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Letter.Channel channel;
    private final Carrier carrier;

    private final Duty duty;

    public OutboxDrain(
            Database db,
            PeriodSeal seal,
            InstantSource clock,
            RandomGenerator random,
            Letter.Channel channel,
            Carrier carrier) {
        this.store = new OutboxStore(db);
        this.seal = seal;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.channel = channel;
        this.carrier = carrier;
        this.duty = new Duty(channel.sql(), LEASE, this::pass);
    }

    /**
     * Looks whenever somebody says that the box was filled, and every few seconds for what nobody said. Call it on the
     * verticle's context.
     */
    public void start(Vertx vertx, Bus bus) {
        bus.serve(Outbox.FILLED, filled -> {
            if (filled == channel) {
                run();
            }
            return Future.succeededFuture();
        });
        duty.every(vertx, LOOK);
    }

    /** Shows how the passes of this drain fare. */
    public OutboxDrain measuredBy(MeterRegistry registry) {
        duty.bindTo(registry);
        return this;
    }

    /** Claims no more; completes when what is being carried has been written down. */
    public Future<Void> stop() {
        return duty.stop();
    }

    /** Carries all that is due. During a pass it asks that pass to look once more. */
    public Future<Void> run() {
        return duty.run();
    }

    private Future<Void> pass(Duty.Pass pass) {
        return Loop.whileTrue(() -> pass.getAsBoolean() ? Future.succeededFuture(false) : batch());
    }

    /** False when nothing more is due. */
    private Future<Boolean> batch() {
        var now = clock.instant();
        return store.expire(channel, now)
                .compose(expired -> store.claim(channel, now, LEASE, BATCH))
                .compose(claims -> carryAll(claims).map(carried -> claims.size() == BATCH));
    }

    private Future<Void> carryAll(List<Claim> claims) {
        return Future.join(claims.stream().map(this::carry).toList()).mapEmpty();
    }

    /** Never fails: the row stays claimed until its lease ends, and the other letters of the batch go on. */
    private Future<Void> carry(Claim claim) {
        return attempt(claim)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(trouble -> {
                    if (trouble instanceof KeyGone) {
                        return Future.succeededFuture(new Verdict.Lost());
                    }
                    LOG.error("Letter {} ({}) could not be carried", claim.id(), claim.template(), trouble);
                    return Future.succeededFuture(
                            new Verdict.Later(trouble.getClass().getSimpleName()));
                })
                .compose(verdict -> settle(claim, verdict))
                .recover(unwritten -> {
                    LOG.error(
                            "What came of letter {} could not be written down; it may go out twice",
                            claim.id(),
                            unwritten);
                    return Future.succeededFuture();
                });
    }

    private Future<Verdict> attempt(Claim claim) {
        if (claim.abandoned() && !carrier.mayRepeat()) {
            return Future.succeededFuture(new Verdict.Unknown("nobody wrote down what came of an attempt"));
        }
        return seal.open(Bound.letter(claim.id()), claim.payload()).compose(plain -> plain.isPresent()
                ? carry(claim, SealedValues.read(plain.get()))
                : Future.failedFuture(new IllegalStateException("the payload was sealed under another key, or damaged")));
    }

    private Future<Verdict> carry(Claim claim, Map<String, String> values) {
        var letter = new Letter(
                channel,
                claim.transfer(),
                claim.template(),
                claim.language(),
                claim.recipient(),
                values,
                Duration.between(claim.createdAt(), claim.expiresAt()));
        return carrier.carry(claim.id(), letter);
    }

    private Future<Void> settle(Claim claim, Verdict verdict) {
        if (verdict instanceof Verdict.Later(var reason)) {
            var due = earlier(clock.instant().plus(backoff.after(claim.attempts())), claim.expiresAt());
            LOG.warn(
                    "Letter {} ({}) waits until {} after attempt {}: {}",
                    claim.id(),
                    claim.template(),
                    due,
                    claim.attempts(),
                    reason);
            return store.postpone(claim, due, reason);
        }
        if (verdict instanceof Verdict.Unknown(var reason)) {
            LOG.warn("Letter {} ({}) may have been taken and is not repeated: {}", claim.id(), claim.template(), reason);
        }
        return verdict instanceof Verdict.Lost
                ? store.lost(claim, channel, clock.instant())
                : store.settle(claim.id(), channel, verdict, clock.instant());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
