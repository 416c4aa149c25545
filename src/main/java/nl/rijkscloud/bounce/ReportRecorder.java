package nl.rijkscloud.bounce;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.outbox.MailDeliveryRecorder;
import nl.rijkscloud.outbox.MailDeliveryRecorder.Outcome;

/** Records the result that a report gives for a mail of ours. Safe for use from any thread. */
final class ReportRecorder {
    private final BounceStore store = new BounceStore();
    private final Database database;
    private final MailDeliveryRecorder recorder;
    private final Audit audit;
    private final InstantSource clock;

    ReportRecorder(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.recorder = new MailDeliveryRecorder(clock);
        this.audit = audit;
        this.clock = clock;
    }

    /** Finds the mail whose return address had one of these tokens; empty if there are several. */
    Future<Optional<UUID>> findMail(List<byte[]> hashes) {
        return store.findMail(database.client(), hashes, clock.instant());
    }

    /** A repeated report changes nothing. */
    Future<Void> record(UUID mail, DeliveryReport report) {
        return database.inTransaction(tx -> recorder.record(tx, mail, report.outcome(), report.code())
                .compose(isNew -> isNew && report.outcome() == Outcome.BOUNCED
                        ? audit.record(tx, AuditEntry.done(Actor.SYSTEM, Action.LETTER_BOUNCED, Subject.letter(mail)))
                        : Future.succeededFuture()));
    }

    /** Forgets addresses whose time is over. Returns true if there may be more. */
    Future<Boolean> forgetExpired(int most) {
        return store.deleteExpired(database.client(), clock.instant(), most);
    }
}
