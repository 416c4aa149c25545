package nl.rijkscloud.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.kernel.QueueAge;
import nl.rijkscloud.outbox.OutboxStore.Claim;
import nl.rijkscloud.period.PeriodKeyDestroyed;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.vault.SealContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox of one channel: claims what is due, gives it to the carrier, and writes down what came of it. Several drains, on one node or many,
 * share the rows. Each letter is carried at least once; twice only when this process dies, or the database is out of reach, between carrying and
 * writing down, and the carrier allows it.
 *
 * <p>At most {@value #WINDOW} letters are in the carrier's hands. When one leaves them the next comes in, so that a slow one holds up nobody. A claim
 * holds for a short {@link #LEASE} and is renewed for as long as the letter is being carried: a letter may take long, and yet waits for seconds only
 * when the process that had it dies.
 *
 * <p>Safe for use from any thread.
 */
public final class OutboxDrain {
    static final Duration LEASE = Duration.ofSeconds(30);

    static final int WINDOW = 8;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDrain.class);
    private static final Duration RENEW = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Far more than a carrier takes that ends by itself. */
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration WATCH = Duration.ofMinutes(1);
    /** Another server that is down for a while, or asks us to come again, is no reason to call anybody. */
    private static final Duration TOO_LONG = Duration.ofMinutes(30);

    private final OutboxStore store;
    private final PeriodSeal seal;
    private final InstantSource clock;
    private final Backoff backoff;
    private final OutboundMessage.Channel channel;
    private final Transport carrier;

    private final MessageExpiry expiry;
    private final PeriodicTask duty;
    private final QueueAge age;
    private final PeriodicTask watch;

    private final Map<UUID, Claim> held = new HashMap<>(); // this and the next two are guarded by this
    private Promise<Void> emptied = Promise.promise();
    private boolean mayHaveMore;

    public OutboxDrain(
            Database db,
            PeriodSeal seal,
            InstantSource clock,
            RandomGenerator random,
            OutboundMessage.Channel channel,
            Transport carrier) {
        this.store = new OutboxStore(db);
        this.seal = seal;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.channel = channel;
        this.carrier = carrier;
        this.expiry = new MessageExpiry(store, channel, clock);
        this.duty = new PeriodicTask(channel.sql(), this::pass);
        this.age = new QueueAge(channel.sql(), TOO_LONG, () -> store.oldest(channel));
        this.watch = age.duty();
    }

    /**
     * Looks whenever somebody says that the box was filled, and every few seconds for what nobody said. Call it on the
     * verticle's context.
     */
    public void start(Vertx vertx, Bus bus) {
        bus.serve(Outbox.FILLED, filled -> {
            if (filled == channel) {
                duty.run();
            }
            return Future.succeededFuture();
        });
        duty.every(vertx, LOOK);
        vertx.setPeriodic(RENEW.toMillis(), timer -> renew()
                .onFailure(failed -> LOG.warn("The claims of the outbox ({}) cannot be renewed: {}", channel, failed.toString())));
        watch.every(vertx, WATCH);
    }

    /** Shows how the passes of this drain fare. */
    public OutboxDrain measuredBy(MeterRegistry registry) {
        duty.bindTo(registry);
        age.bindTo(registry);
        return this;
    }

    /** Gives up no old letters while {@code held} says that the clock is not believed. */
    public OutboxDrain expiryHeldBy(BooleanSupplier held) {
        expiry.heldBy(held);
        return this;
    }

    /** Claims no more; completes when what is being carried has been written down. */
    public Future<Void> stop() {
        return Future.join(watch.stop(), duty.stop()).compose(stopped -> emptied());
    }

    /** Carries all that is due, and completes when nothing is in hand any more. */
    public Future<Void> run() {
        return duty.run().compose(looked -> emptied());
    }

    /** Makes the claims of what is being carried last for another lease. */
    Future<Void> renew() {
        List<Claim> claims;
        synchronized (this) {
            claims = List.copyOf(held.values());
        }
        return claims.isEmpty() ? Future.succeededFuture() : store.renew(claims, clock.instant(), LEASE);
    }

    private Future<Void> pass(PeriodicTask.Pass pass) {
        return expiry.run(pass).compose(expired -> pass.getAsBoolean() ? Future.succeededFuture() : fill());
    }

    /** Claims as many letters as the window has room for, and has them carried. Does not wait for that. */
    private Future<Void> fill() {
        int room;
        synchronized (this) {
            room = WINDOW - held.size();
            mayHaveMore = true; // until a claim shows that there is no more
        }
        return room == 0 ? Future.succeededFuture() : store.claim(channel, clock.instant(), LEASE, room).map(claims -> {
            take(claims, claims.size() == room);
            claims.forEach(claim -> carry(claim).onComplete(done -> leave(claim)));
            return null;
        });
    }

    private synchronized void take(List<Claim> claims, boolean more) {
        if (emptied.future().isComplete()) {
            emptied = Promise.promise();
        }
        claims.forEach(claim -> held.put(claim.id(), claim));
        mayHaveMore = more;
    }

    private void leave(Claim claim) {
        boolean look;
        synchronized (this) {
            held.remove(claim.id(), claim);
            look = mayHaveMore;
        }
        (look ? duty.run() : Future.<Void>succeededFuture()).onComplete(looked -> tellWhenEmpty());
    }

    private void tellWhenEmpty() {
        Promise<Void> told;
        synchronized (this) {
            if (!held.isEmpty()) {
                return;
            }
            told = emptied;
        }
        told.tryComplete();
    }

    private synchronized Future<Void> emptied() {
        return held.isEmpty() ? Future.succeededFuture() : emptied.future();
    }

    /** Never fails: the row stays claimed until its lease ends, and the others go on. */
    private Future<Void> carry(Claim claim) {
        return attempt(claim)
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .recover(trouble -> {
                    if (trouble instanceof PeriodKeyDestroyed) {
                        return Future.succeededFuture(new DeliveryResult.Lost());
                    }
                    LOG.error("Letter {} ({}) could not be carried", claim.id(), claim.template(), trouble);
                    var kind = trouble.getClass().getSimpleName();
                    return Future.succeededFuture(trouble instanceof TimeoutException ? new DeliveryResult.Unknown(kind) : new DeliveryResult.Later(kind));
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

    private Future<DeliveryResult> attempt(Claim claim) {
        if (claim.abandoned() && !carrier.mayRepeat()) {
            return Future.succeededFuture(new DeliveryResult.Unknown("nobody wrote down what came of an attempt"));
        }
        return seal.open(SealContext.letter(claim.id()), claim.payload()).compose(plain -> plain.isPresent()
                ? carry(claim, SealedValues.read(plain.get()))
                : Future.failedFuture(new IllegalStateException("the payload was sealed under another key, or damaged")));
    }

    private Future<DeliveryResult> carry(Claim claim, Map<String, String> values) {
        var letter = new OutboundMessage(
                channel,
                claim.transfer(),
                claim.template(),
                claim.language(),
                claim.recipient(),
                values,
                Duration.between(claim.createdAt(), claim.expiresAt()));
        return carrier.carry(claim.id(), letter);
    }

    private Future<Void> settle(Claim claim, DeliveryResult verdict) {
        if (verdict instanceof DeliveryResult.Later(var reason)) {
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
        if (verdict instanceof DeliveryResult.Unknown(var reason)) {
            LOG.warn("Letter {} ({}) may have been taken and is not repeated: {}", claim.id(), claim.template(), reason);
        }
        return verdict instanceof DeliveryResult.Lost
                ? store.lost(claim, channel, clock.instant())
                : store.settle(claim.id(), channel, verdict, clock.instant());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
