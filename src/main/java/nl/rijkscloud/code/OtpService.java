package nl.rijkscloud.code;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.code.CodeStore.Stored;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.sms.SmsText;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Six-digit codes by text message, the second step of signing in. A code works once, for a few minutes and a few tries,
 * in the session that asked for it, and until that session asks for another. The database holds a keyed hash: there are
 * only a million codes, so a plain hash would hide nothing. Safe for use from any thread.
 */
public final class OtpService {
    /**
     * A guess at the code of a session.
     *
     * @param session the id of the session
     * @param owner the account at which the guess was counted, see {@link OtpService#findOwner}
     * @param code the six digits as typed
     * @param source the network from which the guess came
     */
    public record SignInGuess(byte[] session, UUID owner, String code, Source source) {
        /** Leaves the code out, so that no log shows it by accident. */
        @Override
        public String toString() {
            return "SignInGuess[***]";
        }
    }

    private final CodeStore store = new CodeStore();
    private final Database database;
    private final Outbox outbox;
    private final Throttle throttle;
    private final Limits limits;
    private final Audit audit;
    private final CodeGenerator generator;
    private final InstantSource clock;
    private final Config.Codes config;

    public OtpService(
            Database database, Outbox outbox, Throttle throttle, Limits limits, Audit audit, PurposeKeys keys,
            SecureRandom random, InstantSource clock, Config.Codes config) {
        this.database = database;
        this.outbox = outbox;
        this.throttle = throttle;
        this.limits = limits;
        this.audit = audit;
        this.generator = new CodeGenerator(keys, random);
        this.clock = clock;
        this.config = config;
    }

    /**
     * Makes a code and puts its message in the outbox, where it expires with the code, because a late message only
     * confuses. Completes when the message is in the outbox, not when it has been sent. Fails with {@code TOO_MANY}
     * when this phone has had enough messages.
     *
     * @param session the id of the session in which the code will work
     * @param account the account whose password was right
     */
    public Future<Void> issue(byte[] session, UUID account, PhoneNumber phone, Language language) {
        var fresh = generator.next();
        var now = clock.instant();
        var message = new OutboundMessage(
                OutboundMessage.Channel.SMS, null, SmsText.SIGN_IN_CODE, language, phone.e164(),
                Map.of(SmsText.CODE, fresh.code()), config.lifetime());
        return throttle.count(limits.codesToPhone(phone.e164()))
                .compose(counted -> database.inTransaction(tx -> store
                        .put(tx, session, fresh.id(), account, fresh.hash(), now, now.plus(config.lifetime()))
                        .compose(stored -> outbox.add(tx, message))))
                .onSuccess(added -> outbox.wake(OutboundMessage.Channel.SMS))
                .mapEmpty();
    }

    /** Returns the account whose code this session waits for: a guess is counted there before it is compared. */
    public Future<Optional<UUID>> findOwner(byte[] session) {
        return store.owner(database.client(), session);
    }

    /**
     * Uses the code up and returns its account. Fails with {@code UNAUTHENTICATED}: {@code code-wrong} with
     * {@code triesLeft}, at least 1, or {@code code-unusable} when this session has no usable code.
     */
    public Future<UUID> check(SignInGuess guess) {
        return store.takeTry(database.client(), guess.session(), guess.owner(), config.tries(), clock.instant())
                .compose(stored -> stored.isEmpty()
                        ? refused(guess, Result.UNUSABLE_CODE, Optional.empty(), unusable())
                        : compare(stored.get(), guess));
    }

    /** Deletes expired codes. */
    public Future<Void> clear() {
        return store.deleteExpired(database.client(), clock.instant());
    }

    private Future<UUID> compare(Stored stored, SignInGuess guess) {
        return generator.matches(stored.id(), stored.hash(), guess.code())
                ? use(stored)
                : refused(
                        guess, Result.WRONG_CODE, Optional.of(stored.staff()), wrong(config.tries() - stored.tries()));
    }

    private Future<UUID> refused(SignInGuess guess, Result why, Optional<UUID> account, Failure failure) {
        var subject = account.map(Subject::account).orElse(Subject.NONE);
        return audit.refused(
                AuditEntry.refused(Actor.NOBODY.from(guess.source()), Action.SIGNED_IN, why, subject), failure);
    }

    private Future<UUID> use(Stored stored) {
        return store.use(database.client(), stored.id(), clock.instant())
                .compose(first -> first ? Future.succeededFuture(stored.staff()) : Future.failedFuture(unusable()));
    }

    private static Failure wrong(int triesLeft) {
        return triesLeft <= 0
                ? unusable()
                : Failure.of(Failure.Kind.UNAUTHENTICATED, "code-wrong", "This is not the code that was sent.")
                        .with("triesLeft", triesLeft);
    }

    private static Failure unusable() {
        return Failure.of(
                Failure.Kind.UNAUTHENTICATED, "code-unusable",
                "There is no code to compare with: used, expired, or guessed too often. Please sign in again.");
    }
}
