package nl.rijkscloud.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
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
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.kernel.QueueAge;
import nl.rijkscloud.outbox.OutboxStore.Claim;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.PeriodSeal.PeriodKeyDestroyed;
import nl.rijkscloud.vault.SealContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox of one channel: claims messages that are due, hands them to the transport and records the results.
 * Several drains, on one node or many, share the rows. Each message is delivered at least once; it is delivered twice
 * only if the process dies or the database is unreachable between delivery and record, and the transport allows a
 * repetition.
 *
 * <p>At most {@value #WINDOW} messages are with the transport. As soon as one leaves, the next one enters, so that a
 * slow message delays no other. A claim lasts for a short {@link #LEASE} and is renewed while the message is with the
 * transport: delivery may take long, yet another node takes over within seconds if the process dies.
 *
 * <p>Safe for use from any thread.
 */
public final class OutboxDrain {
    static final Duration LEASE = Duration.ofSeconds(30);

    static final int WINDOW = 8;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDrain.class);
    private static final Duration RENEW = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Longer than any delivery that ends by itself. */
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration WATCH = Duration.ofMinutes(1);
    /** The other server may be down, or postpone us, for this long before an operator is called. */
    private static final Duration TOO_LONG = Duration.ofMinutes(30);

    private final OutboxStore store;
    private final PeriodSeal seal;
    private final InstantSource clock;
    private final DeliveryRecorder recorder;
    private final OutboundMessage.Channel channel;
    private final Transport transport;

    private final MessageExpiry expiry;
    private final PeriodicTask duty;
    private final QueueAge age;
    private final PeriodicTask watch;

    private final Map<UUID, Claim> held = new HashMap<>(); // this and the next four are guarded by this
    private final Map<Claim, DeliveryResult> unrecorded = new HashMap<>();
    private boolean stopping;
    private Promise<Void> emptied = Promise.promise();
    private boolean mayHaveMore;

    public OutboxDrain(
            Database db,
            PeriodSeal seal,
            InstantSource clock,
            RandomGenerator random,
            OutboundMessage.Channel channel,
            Transport transport) {
        this.store = new OutboxStore(db);
        this.seal = seal;
        this.clock = clock;
        this.recorder = new DeliveryRecorder(store, clock, random, channel);
        this.channel = channel;
        this.transport = transport;
        this.expiry = new MessageExpiry(store, channel, clock);
        this.duty = new PeriodicTask(channel.sql(), this::pass);
        this.age = new QueueAge(channel.sql(), TOO_LONG, () -> store.oldest(channel));
        this.watch = age.duty();
    }

    /**
     * Starts a pass on each notice that the box was filled, and every few seconds without notice. Call it on the
     * context of the verticle.
     */
    public void start(Vertx vertx, Bus bus) {
        bus.listen(Outbox.FILLED, filled -> {
            if (filled == channel) {
                duty.run();
            }
        });
        duty.every(vertx, LOOK);
        vertx.setPeriodic(RENEW.toMillis(), timer -> renew()
                .onFailure(failed -> LOG.warn("The claims of the outbox ({}) cannot be renewed: {}", channel,
                        failed.toString())));
        watch.every(vertx, WATCH);
    }

    /** Registers the metrics of the passes. */
    public OutboxDrain measuredBy(MeterRegistry registry) {
        duty.bindTo(registry);
        age.bindTo(registry);
        return this;
    }

    /** Keeps old messages while {@code held} is true, because the clock is not trusted. */
    public OutboxDrain expiryHeldBy(BooleanSupplier held) {
        expiry.heldBy(held);
        return this;
    }

    /** Claims nothing more; completes once the results of running deliveries are recorded, or cannot be. */
    public Future<Void> stop() {
        return Future.join(watch.stop(), duty.stop()).compose(stopped -> {
            synchronized (this) {
                stopping = true;
            }
            return recordAgain();
        }).compose(recorded -> emptied());
    }

    /** Delivers all that is due; completes when no delivery is running. */
    public Future<Void> run() {
        return duty.run().compose(looked -> emptied());
    }

    /** Renews the claims of running deliveries for another lease. */
    Future<Void> renew() {
        List<Claim> claims;
        synchronized (this) {
            claims = List.copyOf(held.values());
        }
        return claims.isEmpty() ? Future.succeededFuture() : store.renew(claims, clock.instant(), LEASE);
    }

    private Future<Void> pass(PeriodicTask.Pass pass) {
        return recordAgain().compose(recorded -> expiry.run(pass))
                .compose(expired -> pass.getAsBoolean() ? Future.succeededFuture() : fill());
    }

    /** Claims as many messages as the window has room for and starts their delivery, without waiting for it. */
    private Future<Void> fill() {
        int room;
        synchronized (this) {
            room = WINDOW - held.size();
            mayHaveMore = true; // until a claim shows that there is no more
        }
        return room == 0 ? Future.succeededFuture() : store.claim(channel, clock.instant(), LEASE, room).map(claims -> {
            take(claims, claims.size() == room);
            claims.forEach(claim -> deliver(claim).compose(result -> record(claim, result)));
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

    /** Never fails. */
    private Future<DeliveryResult> deliver(Claim claim) {
        return attempt(claim)
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .recover(trouble -> {
                    if (trouble instanceof PeriodKeyDestroyed) {
                        return Future.succeededFuture(new DeliveryResult.Lost());
                    }
                    LOG.error("Letter {} ({}) could not be carried", claim.id(), claim.template(), trouble);
                    var kind = trouble.getClass().getSimpleName();
                    return Future.succeededFuture(trouble instanceof TimeoutException ? new DeliveryResult.Unknown(kind)
                            : new DeliveryResult.Later(kind));
                });
    }

    /**
     * Records the result and gives the claim back. If the database does not take it, the claim is kept and renewed, and
     * the next pass records again: otherwise the message would be delivered twice. Never fails.
     */
    private Future<Void> record(Claim claim, DeliveryResult result) {
        // Composed, so that an exception fails it too.
        var settled = Future.succeededFuture(result).compose(known -> recorder.record(claim, known));
        return settled.onSuccess(recorded -> leave(claim)).recover(unwritten -> {
            if (keep(claim, result)) {
                LOG.warn("The result of letter {} is not recorded yet: {}", claim.id(), unwritten.toString());
            } else {
                LOG.error("The result of letter {} could not be recorded; it may go out twice", claim.id(), unwritten);
                leave(claim);
            }
            return Future.succeededFuture();
        });
    }

    private synchronized boolean keep(Claim claim, DeliveryResult result) {
        if (!stopping) {
            unrecorded.put(claim, result);
        }
        return !stopping;
    }

    private Future<Void> recordAgain() {
        Map<Claim, DeliveryResult> waiting;
        synchronized (this) {
            waiting = new HashMap<>(unrecorded);
            unrecorded.clear();
        }
        return Loop.forEach(List.copyOf(waiting.entrySet()), one -> record(one.getKey(), one.getValue()));
    }

    private Future<DeliveryResult> attempt(Claim claim) {
        if (claim.abandoned() && !transport.mayRepeat()) {
            return Future.succeededFuture(new DeliveryResult.Unknown("nobody wrote down what came of an attempt"));
        }
        return seal.open(SealContext.letter(claim.id()), claim.payload()).compose(plain -> plain.isPresent()
                ? deliver(claim, SealedValues.read(plain.get()))
                : Future.failedFuture(
                        new IllegalStateException("the payload was sealed under another key, or damaged")));
    }

    private Future<DeliveryResult> deliver(Claim claim, Map<String, String> values) {
        var message = new OutboundMessage(
                channel,
                claim.transfer(),
                claim.template(),
                claim.language(),
                claim.recipient(),
                values,
                Duration.between(claim.createdAt(), claim.expiresAt()));
        return transport.deliver(claim.id(), message);
    }
}
