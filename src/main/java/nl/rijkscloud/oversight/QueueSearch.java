package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.Queue;
import nl.rijkscloud.outbox.QueueQuestion;

/**
 * Searches the queues for a beheerder. Each search counts against a limit, and is a line of the audit log before its
 * answer is sent, with the pseudonym of the person it was for. The privacy officer finds it beside the looks of the
 * help desk.
 */
final class QueueSearch {
    /** @param more true if there are newer messages that match */
    record Found(List<Queue.Item> items, boolean more) {}

    private final Queue queue;
    private final Database database;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final Person.Pseudonym pseudonym;

    QueueSearch(
            Queue queue, Database database, Audit audit, Throttle throttle, Limits limits,
            Person.Pseudonym pseudonym) {
        this.queue = queue;
        this.database = database;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.pseudonym = pseudonym;
    }

    /**
     * Finds at most {@value Queue#MOST} messages, oldest first. Fails with {@code TOO_MANY}, and with {@code BUSY} if
     * it takes too long.
     *
     * @param by a member of staff
     */
    Future<Found> search(Actor by, QueueQuestion question) {
        var person = question.recipient().map(pseudonym::of).map(Subject::person);
        return throttle.count(limits.queueSearchesBy(by.id().orElseThrow()))
                .recover(tooMany -> audit.refused(
                        AuditEntry.refused(by, Action.QUEUE_SEARCHED, Result.TOO_MANY, person.orElse(Subject.NONE)),
                        tooMany))
                .compose(counted -> database.inTransaction(tx -> queue.search(tx, question, Queue.MOST + 1)
                        .map(found -> new Found(
                                found.stream().limit(Queue.MOST).toList(), found.size() > Queue.MOST))
                        .compose(found -> record(tx, by, person.or(() -> transfer(question, found)), found))));
    }

    /** The transfer that the question named, if one of its messages was found. */
    private static Optional<Subject> transfer(QueueQuestion question, Found found) {
        return question.transferNumber().flatMap(named -> found.items().stream()
                .<UUID>mapMulti((item, transfers) -> item.transfer().ifPresent(transfers)).findFirst())
                .map(Subject::transfer);
    }

    private Future<Found> record(SqlClient tx, Actor by, Optional<Subject> subject, Found found) {
        var entry = AuditEntry.done(by, Action.QUEUE_SEARCHED, subject.orElse(Subject.NONE));
        return audit.record(tx, entry.with(Detail.Unit.FOUND, found.items().size())).map(found);
    }
}
