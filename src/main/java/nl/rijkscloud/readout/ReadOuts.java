package nl.rijkscloud.readout;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.code.RecipientCodes;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.readout.ReadOutStore.Asked;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Gives a member of staff one code to read out, once another one has approved who is not the owner. Each act locks the
 * transfer, as a correction of the number does, so that a code and a correction come one after the other.
 */
final class ReadOuts {
    /** From asking to seeing the code: a phone call, and a walk to a colleague. */
    static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration KEPT = Duration.ofDays(1);

    private final ReadOutStore store;
    private final Database database;
    private final TransferStore transfers;
    private final RecipientCodes codes;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final Eligibility eligibility;
    private final ApprovalMails mails;
    private final InstantSource clock;

    ReadOuts(
            ReadOutStore store, Database database, TransferStore transfers, RecipientCodes codes, Audit audit,
            Throttle throttle, Limits limits, Eligibility eligibility, ApprovalMails mails, InstantSource clock) {
        this.store = store;
        this.database = database;
        this.transfers = transfers;
        this.codes = codes;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.eligibility = eligibility;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Asks for a code, and mails those who may approve. The caller has checked that this person may change the
     * transfer. Fails as {@link Eligibility#check} does, with {@code TOO_MANY}, and with {@code CONFLICT}
     * {@code read-out-busy} when another member of staff is at it.
     */
    Future<Void> ask(Actor by, UUID transfer, UUID recipient) {
        var staff = by.id().orElseThrow();
        var id = UUID.randomUUID();
        var now = clock.instant();
        var end = now.plus(LIFE);
        return act(by, Action.READ_OUT_ASKED, Subject.recipient(transfer, recipient), tx -> transfers
                .lock(tx, transfer)
                .compose(locked -> eligibility.check(tx, transfer, recipient))
                .compose(link -> throttle.count(tx, limits.readOuts(staff, recipient)))
                .compose(counted -> store.ask(tx, id, recipient, staff, now, end))
                .compose(ReadOuts::orBusy)
                .compose(asked -> mails.write(tx, id, end)))
                .onSuccess(asked -> mails.wake());
    }

    private static Future<Void> orBusy(boolean asked) {
        return asked ? Future.succeededFuture() : Future.failedFuture(Failure.of(
                Failure.Kind.CONFLICT, "read-out-busy", "A colleague is giving this recipient a code."));
    }

    /** Finds the wishes of this person about a transfer. */
    Future<List<ReadOut>> ofAsker(Actor by, UUID transfer) {
        return store.ofAsker(database.client(), transfer, by.id().orElseThrow(), clock.instant());
    }

    /** Finds the wishes that this person may approve. */
    Future<List<ReadOut>> forApprover(Member member) {
        return store.forApprover(database.client(), member.staff().id(), clock.instant());
    }

    /**
     * Fails with {@code NOT_FOUND} for whoever may not approve, which the one who asked and the owner never may; as
     * {@link Eligibility#check} does; and with {@code CONFLICT} {@code read-out-over} when it is too late.
     */
    Future<Void> approve(Member member, UUID id) {
        var staff = member.staff().id();
        return decide(member, id, Action.READ_OUT_APPROVED, (tx, asked) -> eligibility
                .check(tx, asked.transfer(), asked.recipient())
                .compose(link -> store.approve(tx, id, staff, clock.instant()))
                .compose(ReadOuts::orOver)
                .compose(done -> addEvent(tx, asked, "read-out-approved", staff)));
    }

    /** Fails as {@link #approve} does. */
    Future<Void> decline(Member member, UUID id) {
        return decide(member, id, Action.READ_OUT_DECLINED, (tx, asked) ->
                store.decline(tx, id, clock.instant()).compose(ReadOuts::orOver));
    }

    /**
     * Makes the code, which is told this once and replaces any earlier one. The caller has checked that this person may
     * still change the transfer. Fails with {@code NOT_FOUND} for what another person asked; as
     * {@link Eligibility#check} does; with {@code CONFLICT}, {@code read-out-not-approved} or {@code read-out-over};
     * and with {@code TOO_MANY} when another code is younger than a minute.
     */
    Future<RecipientCodes.ToldCode> show(Actor by, UUID transfer, UUID id) {
        var staff = by.id().orElseThrow();
        return store.find(database.client(), id)
                .map(found -> found.filter(asked -> asked.asker().equals(staff) && asked.transfer().equals(transfer))
                        .orElseThrow(Failure::notFound))
                .compose(asked -> act(by, Action.READ_OUT_SHOWN, Subject.recipient(transfer, asked.recipient()),
                        tx -> transfers.lock(tx, transfer)
                                .compose(locked -> eligibility.check(tx, transfer, asked.recipient()))
                                .compose(link -> eligibility.requireApproval(tx, id)
                                        .compose(approved -> store.show(tx, id, staff, clock.instant()))
                                        .compose(ReadOuts::orOver)
                                        .compose(shown -> codes.readOut(tx, asked.recipient(), link)))
                                .map(code -> code.orElseThrow(ReadOuts::tooSoon))
                                .compose(code -> addEvent(tx, asked, "read-out-shown", staff).map(code))));
    }

    /** Deletes what nobody can go on with. */
    Future<Void> clear() {
        return store.deleteOver(database.client(), clock.instant().minus(KEPT));
    }

    private interface Decision {
        Future<Void> make(SqlClient tx, Asked asked);
    }

    private Future<Void> decide(Member member, UUID id, Action action, Decision decision) {
        return store.find(database.client(), id)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(asked -> act(
                        member.actor(), action, Subject.recipient(asked.transfer(), asked.recipient()),
                        tx -> transfers.lock(tx, asked.transfer())
                                .compose(locked -> store.mayApprove(tx, id, member.staff().id()))
                                .compose(may -> may ? decision.make(tx, asked)
                                        : Future.failedFuture(Failure.notFound()))));
    }

    /** Runs an act in one transaction with its line of the audit log; a refusal gets a line of its own. */
    private <T> Future<T> act(Actor by, Action action, Subject subject, Function<SqlClient, Future<T>> act) {
        return database.inTransaction(tx -> act.apply(tx)
                        .compose(done -> audit.record(tx, AuditEntry.done(by, action, subject)).map(done)))
                .recover(failure -> failure instanceof Failure known
                        ? audit.refused(AuditEntry.refused(by, action, Eligibility.result(known), subject), known)
                        : Future.failedFuture(failure));
    }

    private Future<Void> addEvent(SqlClient tx, Asked asked, String kind, UUID staff) {
        return transfers.addEvent(tx, TransferEvent.of(asked.transfer(), kind, clock.instant())
                .by(Optional.of(staff)).of(Optional.of(asked.recipient())));
    }

    private static Future<Void> orOver(boolean done) {
        return done ? Future.succeededFuture() : Future.failedFuture(Failure.of(
                Failure.Kind.CONFLICT, "read-out-over", "It is too late, or this has been decided. Ask anew."));
    }

    private static Failure tooSoon() {
        return Failure.of(Failure.Kind.TOO_MANY, "too-many-requests", "A code has just been sent. Please wait for it.")
                .with("retryAfter", Duration.ofMinutes(1).toSeconds());
    }
}
