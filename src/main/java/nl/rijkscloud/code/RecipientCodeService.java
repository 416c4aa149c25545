package nl.rijkscloud.code;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.code.RecipientCodeStore.Counters;
import nl.rijkscloud.code.RecipientCodeStore.Stored;
import nl.rijkscloud.code.RecipientCodes.Receiver;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.sms.SmsText;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.SessionSecret;

/**
 * Lets an outsider ask for a fresh code, and open a link with one. The database counts tries per recipient and per
 * code, so that another session, address, node or a restart gives no further tries. Safe for use from any thread.
 */
public final class RecipientCodeService {
    /**
     * A code that an outsider fills in on the page of their link.
     *
     * @param link the id of the link that this session has opened, to the transfer of the recipient
     * @param by the holder of the link
     */
    public record RecipientGuess(
            SessionSecret session, byte[] link, Actor by, UUID transfer, UUID recipient, String code) {
        /** Leaves the code out, so that no log shows it by accident. */
        @Override
        public String toString() {
            return "RecipientGuess[***]";
        }
    }

    /**
     * The status of a code, as a recipient's page shows it before a code is filled in.
     *
     * @param until the end of the last code; empty when there is no usable code
     * @param means how the last code came
     * @param pause the time until another may be asked for; zero when it may be now
     * @param locked true when only staff can help
     */
    public record CodeStatus(Optional<Instant> until, CodeMeans means, Duration pause, boolean locked) {}

    static final Duration PAUSE = Duration.ofMinutes(1);

    private final RecipientCodeStore store = new RecipientCodeStore();
    private final Database database;
    private final RecipientCodes codes;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Throttle throttle;
    private final Limits limits;
    private final CodeLimitAlarm alarm;
    private final Audit audit;
    private final CodeGenerator generator;
    private final InstantSource clock;
    private final Config.Codes config;

    public RecipientCodeService(
            Database database, RecipientCodes codes, Sessions sessions, Outbox outbox, Throttle throttle,
            Limits limits, CodeLimitAlarm alarm,
            Audit audit, PurposeKeys keys, SecureRandom random, InstantSource clock, Config.Codes config) {
        this.database = database;
        this.codes = codes;
        this.sessions = sessions;
        this.outbox = outbox;
        this.throttle = throttle;
        this.limits = limits;
        this.alarm = alarm;
        this.audit = audit;
        this.generator = new CodeGenerator(keys, random);
        this.clock = clock;
        this.config = config;
    }

    /**
     * Makes a fresh code for an outsider and returns the pause before they may ask again. Completes when the message is
     * in the outbox, not when it has been sent. Fails with {@code UNAUTHENTICATED} {@code code-locked}, and with
     * {@code TOO_MANY} when it is too soon, or this number or the whole portal has had enough.
     *
     * @param by the holder of the link
     */
    public Future<Duration> request(Receiver to, Actor by) {
        var subject = Subject.recipient(to.transfer(), to.recipient());
        return database.inTransaction(tx -> codes.put(tx, to, SmsText.FRESH_CODE, config.lifetime(), PAUSE)
                        .compose(put -> put ? count(tx, to) : refuse(tx, to.recipient()))
                        .compose(done -> audit.record(tx, AuditEntry.done(by, Action.CODE_REQUESTED, subject))))
                .recover(failure -> failure instanceof Failure known
                        ? audit.refused(AuditEntry.refused(by, Action.CODE_REQUESTED, result(known), subject), known)
                        : Future.failedFuture(failure))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.SMS))
                .map(PAUSE);
    }

    /**
     * Returns the cookie under which the session continues; the old one becomes invalid. Fails with {@code
     * UNAUTHENTICATED}: {@code code-wrong} with {@code triesLeft}, {@code code-unusable} when there is no usable code,
     * {@code code-locked} when only staff can help.
     */
    public Future<SessionSecret> open(RecipientGuess guess) {
        // A transaction of its own: the try counts even when the rest fails.
        return store.takeTry(
                        database.client(), guess.recipient(), guess.link(), config.tries(), config.triesPerTransfer(),
                        clock.instant())
                .compose(found -> found.isEmpty()
                        ? findStatus(guess.recipient())
                                .compose(status -> refuse(guess, status.locked() ? locked() : unusable()))
                        : generator.matches(found.get().id(), found.get().hash(), guess.code())
                                ? open(guess, found.get())
                                : refuseWrong(guess, found.get()));
    }

    /** The status that the page of this recipient shows before a code is filled in. Fails with {@code NOT_FOUND}. */
    public Future<CodeStatus> findStatus(UUID recipient) {
        return findStatus(database.client(), recipient);
    }

    /** Deletes expired codes. */
    public Future<Void> clear() {
        return store.deleteExpired(database.client(), clock.instant().minus(PAUSE));
    }

    /** Counts in the transaction that stores the code, so that a refused request neither sends nor counts anything. */
    private Future<Void> count(SqlClient tx, Receiver to) {
        return throttle.count(tx, List.of(limits.codesToNumber(to.phone().e164())))
                .compose(done -> throttle.count(tx, List.of(limits.codesTotal())).onFailure(alarm::report));
    }

    private Future<Void> refuse(SqlClient tx, UUID recipient) {
        return findStatus(tx, recipient).compose(status -> Future.failedFuture(
                status.locked() ? locked() : status.pause().isPositive() ? tooSoon(status.pause())
                        : Failure.notFound()));
    }

    private Future<CodeStatus> findStatus(SqlClient db, UUID recipient) {
        return store.counters(db, recipient).map(found -> found.map(this::status).orElseThrow(Failure::notFound));
    }

    private CodeStatus status(Counters code) {
        var now = clock.instant();
        var locked = code.wrong() >= config.triesPerTransfer();
        var usable = !locked && code.expiresAt().filter(now::isBefore).isPresent() && !code.used()
                && code.tries() < config.tries();
        var pause = code.createdAt().map(made -> Duration.between(now, made.plus(PAUSE)))
                .filter(Duration::isPositive);
        return new CodeStatus(
                code.expiresAt().filter(until -> usable), code.means(), pause.orElse(Duration.ZERO), locked);
    }

    /** Uses the code up and opens the session in one transaction. */
    private Future<SessionSecret> open(RecipientGuess guess, Stored stored) {
        return database.inTransaction(tx -> store.use(tx, stored.id(), clock.instant())
                .compose(first -> first
                        ? sessions.recordCode(tx, guess.session(), guess.link())
                        : Future.failedFuture(unusable()))
                .compose(next -> audit.record(tx, AuditEntry.done(guess.by(), Action.CODE_ENTERED, subject(guess)))
                        .map(next)));
    }

    private Future<SessionSecret> refuse(RecipientGuess guess, Failure failure) {
        return audit.refused(
                AuditEntry.refused(guess.by(), Action.CODE_ENTERED, result(failure), subject(guess)), failure);
    }

    private Future<SessionSecret> refuseWrong(RecipientGuess guess, Stored stored) {
        var why = stored.wrong() >= config.triesPerTransfer() ? Result.CODE_LOCKED : Result.WRONG_CODE;
        return audit.refused(AuditEntry.refused(guess.by(), Action.CODE_ENTERED, why, subject(guess)), wrong(stored));
    }

    private static Subject subject(RecipientGuess guess) {
        return Subject.recipient(guess.transfer(), guess.recipient());
    }

    private static Result result(Failure failure) {
        return failure.kind() == Failure.Kind.TOO_MANY ? Result.TOO_MANY
                : failure.code().equals("code-locked") ? Result.CODE_LOCKED
                : failure.kind() == Failure.Kind.NOT_FOUND ? Result.UNUSABLE_LINK
                : Result.UNUSABLE_CODE;
    }

    private Failure wrong(Stored stored) {
        var left = Math.min(config.tries() - stored.tries(), config.triesPerTransfer() - stored.wrong());
        return stored.wrong() >= config.triesPerTransfer() ? locked()
                : left <= 0 ? unusable()
                : Failure.of(Failure.Kind.UNAUTHENTICATED, "code-wrong", "This is not the code that was sent.")
                        .with("triesLeft", left);
    }

    private static Failure unusable() {
        return Failure.of(
                Failure.Kind.UNAUTHENTICATED, "code-unusable",
                "There is no code to compare with: used, expired, or guessed too often. Ask for another one.");
    }

    private static Failure locked() {
        return Failure.of(
                Failure.Kind.UNAUTHENTICATED, "code-locked",
                "There have been too many wrong codes. Only the organisation can help.");
    }

    private static Failure tooSoon(Duration wait) {
        return Failure.of(Failure.Kind.TOO_MANY, "too-many-requests", "A code has just been sent. Please wait for it.")
                .with("retryAfter", Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
