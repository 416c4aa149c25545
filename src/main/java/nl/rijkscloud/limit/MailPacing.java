package nl.rijkscloud.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;

/**
 * Bounds the mails that outsiders cause in an hour without refusing anyone: in a rush, a submission is accepted and its
 * mail waits for a turn. Networks in which a mailed link was opened lately go first and have an allowance that
 * strangers cannot use up.
 *
 * <p>Turns are {@link Limits#pace()} apart and stored in the database, so that all servers share them. When all turns
 * within the longest delay are taken, a few submissions from each provider's network are still accepted with that
 * delay: the source of the rush is refused, a newcomer from elsewhere is not.
 *
 * <p>The delay does not depend on the address to be mailed; otherwise it would reveal something about it. Safe for use
 * from any thread.
 */
public final class MailPacing {
    /** A network stays familiar for this long after a mailed link was opened in it. */
    static final Duration FAMILIAR = Duration.ofDays(30);

    /** The moment of the last opening is written at most once in this time. */
    private static final Duration PRECISION = Duration.ofDays(1);

    private final Database database;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;
    private final Counter delayed;

    public MailPacing(
            Database database, Throttle throttle, Limits limits, InstantSource clock, MeterRegistry metrics) {
        this.database = database;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
        this.delayed = Counter.builder("rijkscloud.mails.delayed")
                .description(
                        "Mails to strangers that had to wait for their turn because there was a rush of submissions")
                .register(metrics);
    }

    /** Counts a submission and returns the delay of its mail, zero if there is no rush. Fails with {@code TOO_MANY}. */
    public Future<Duration> count(Source source) {
        return isFamiliar(source)
                .compose(familiar -> familiar ? fits(limits.submissionsFromFamiliar()) : Future.succeededFuture(false))
                .compose(fits -> fits ? Future.succeededFuture(true) : mayGoAtOnce())
                .compose(atOnce -> atOnce ? Future.succeededFuture(Duration.ZERO) : takeTurn(source)
                        .onSuccess(turn -> delayed.increment()));
    }

    /** Records that a mailed link was opened from this source, so that its network is familiar. */
    public Future<Void> markFamiliar(Source source) {
        return MailPacingStore.markFamiliar(database, network(source), clock.instant(), PRECISION);
    }

    /** Deletes past turns and networks that are no longer familiar; the custodian calls it. */
    public Future<Void> clear() {
        var now = clock.instant();
        return MailPacingStore.clear(database, now, now.minus(FAMILIAR));
    }

    private Future<Boolean> isFamiliar(Source source) {
        return MailPacingStore.isFamiliar(database, network(source), clock.instant().minus(FAMILIAR));
    }

    /** Keeps the order: a new mail does not overtake waiting ones. */
    private Future<Boolean> mayGoAtOnce() {
        return MailPacingStore.isAnyWaiting(database, clock.instant())
                .compose(waiting -> waiting ? Future.succeededFuture(false) : fits(limits.submissionsAtOnce()));
    }

    private Future<Duration> takeTurn(Source source) {
        var now = clock.instant();
        return MailPacingStore.takeTurn(database, now, limits.pace(), now.plus(limits.longestDelay()))
                .compose(turn -> turn.isPresent()
                ? Future.succeededFuture(Duration.between(now, turn.get()))
                : throttle.count(limits.submissionsInRush(source)).map(limits.longestDelay()));
    }

    private Future<Boolean> fits(Limit limit) {
        return throttle.count(limit).map(true)
                .recover(failure -> failure instanceof Failure expected && expected.kind() == Failure.Kind.TOO_MANY
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure));
    }

    private byte[] network(Source source) {
        return throttle.hash("familiar", source.neighbourhood());
    }
}
