package nl.rijkscloud.submission;

import io.vertx.core.Future;
import java.time.Duration;
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
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.MailPacing;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.UploadLinks;

/** Begins submissions: one transaction writes the transfer, its upload link and the mail with that link. */
final class SubmissionService {
    private final Database database;
    private final UploadLinks links;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Audit audit;
    private final Throttle throttle;
    private final MailPacing pacing;
    private final Limits limits;
    private final InstantSource clock;
    private final Config.Retention terms;

    SubmissionService(
            Database database, UploadLinks links, Outbox outbox, TransferMails mails, Audit audit, Throttle throttle,
            MailPacing pacing, Limits limits, InstantSource clock, Config.Retention terms) {
        this.database = database;
        this.links = links;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.throttle = throttle;
        this.pacing = pacing;
        this.limits = limits;
        this.clock = clock;
        this.terms = terms;
    }

    /**
     * Mails the sender an upload link. Returns how long that mail has to wait, usually zero. Fails with
     * {@code TOO_MANY} when the source has begun too many submissions. When the address has had too many mails, it
     * succeeds without sending one, so that the answer does not reveal that the address has been used before.
     */
    Future<Duration> begin(Submission submission) {
        return throttle.count(limits.submissionsFromSource(submission.source()))
                .compose(allowed -> pacing.count(submission.source()))
                .recover(tooMany -> audit.refused(
                        AuditEntry.refused(
                                Actor.NOBODY.from(submission.source()), Action.TRANSFER_BEGUN, Result.TOO_MANY,
                                Subject.NONE),
                        tooMany))
                .compose(delay -> throttle.count(limits.mailsToAddress(submission.sender().email()))
                        .map(true)
                        .recover(SubmissionService::skipMail)
                        .compose(mail -> mail ? write(submission, delay) : Future.succeededFuture())
                        .map(delay));
    }

    /** Turns the limit on mails to one address into "send none". */
    private static Future<Boolean> skipMail(Throwable failure) {
        return failure instanceof Failure expected && expected.kind() == Failure.Kind.TOO_MANY
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure);
    }

    private Future<Void> write(Submission submission, Duration delay) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        var mailed = now.plus(delay);
        var until = mailed.plus(terms.unfinished());
        var transfer = new Transfer(
                id, Transfer.Kind.SUBMITTED, Transfer.State.OPEN, submission.language(), submission.sender(),
                submission.contact(),
                Optional.empty(), 0, now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                until);
        var contact = Recipient.staff(id, 0, submission.contact().name(), submission.contact().email());
        var begun = AuditEntry.done(Actor.NOBODY.from(submission.source()), Action.TRANSFER_BEGUN,
                Subject.transfer(id));
        return database.inTransaction(tx -> links.open(tx, transfer, List.of(contact))
                        .compose(opened -> outbox.add(
                                tx, mails.uploadLink(opened.transfer(), opened.link().url()), mailed))
                        .compose(done -> audit.record(tx, begun)))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL))
                .mapEmpty();
    }
}
