package nl.rijkscloud.uncollected;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.uncollected.Schedule.Step;
import nl.rijkscloud.uncollected.UncollectedStore.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what nobody has collected until the latest end of its links, and takes the steps of its {@link Schedule}. Any
 * number of nodes may run this chore; each step is taken once. Two steps are a day apart at least, also after a long
 * stop of the portal.
 */
final class UncollectedReminders {
    private static final Logger LOG = LoggerFactory.getLogger(UncollectedReminders.class);
    private static final Duration APART = Duration.ofDays(1);
    private static final int BATCH = 100;

    private final UncollectedStore store = new UncollectedStore();
    private final Database database;
    private final TransferStore transfers;
    private final Outbox outbox;
    private final UncollectedMails mails;
    private final Audit audit;
    private final Duration maximum;
    private final InstantSource clock;

    UncollectedReminders(
            Database database, TransferStore transfers, Outbox outbox, UncollectedMails mails, Audit audit,
            Duration maximum, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.maximum = maximum;
        this.clock = clock;
    }

    /** Makes schedules for new transfers and takes the steps that are due, at most a hundred of each. */
    Future<Void> run() {
        return store.findNew(database.client(), maximum, BATCH)
                .compose(found -> Loop.forEach(found, this::begin))
                .compose(done -> store.findDue(database.client(), clock.instant(), BATCH))
                .compose(due -> Loop.forEach(due, this::takeStep)
                        .onSuccess(done -> {
                            if (!due.isEmpty()) {
                                outbox.wake(OutboundMessage.Channel.MAIL);
                            }
                        }));
    }

    private Future<Void> begin(UncollectedStore.Found found) {
        var schedule = Schedule.of(found.delivered(), found.usualEnd(), found.latestEnd());
        return store.insert(database.client(), found.id(), schedule, schedule.at(Step.RECIPIENT));
    }

    private Future<Void> takeStep(UUID id) {
        return database.inTransaction(tx -> transfers.lock(tx, id)
                .compose(held -> store.find(tx, id, clock.instant())
                        .compose(due -> held.isPresent() && due.isPresent()
                                ? takeStep(tx, held.get().transfer(), due.get())
                                : Future.succeededFuture())))
                .recover(failure -> {
                    LOG.error("reminding of {}, which nobody has collected, failed and is tried again", id, failure);
                    return Future.succeededFuture();
                });
    }

    private Future<Void> takeStep(SqlClient tx, Transfer transfer, UncollectedStore.Due due) {
        var step = Step.after(due.taken()).orElseThrow();
        var schedule = due.schedule();
        var earliest = clock.instant().plus(APART);
        var next = Step.after(due.taken() + 1).map(schedule::at).map(at -> at.isBefore(earliest) ? earliest : at);
        var kept = step.prolongs() && transfer.expiresAt().isBefore(schedule.latestEnd());
        var until = kept ? schedule.latestEnd() : transfer.expiresAt();
        return store.take(tx, transfer.id(), due.taken() + 1, next)
                .compose(done -> messages(tx, step, new UncollectedMails.Waiting(transfer, until)))
                .compose(letters -> Loop.forEach(letters, letter -> outbox.add(tx, letter))
                        .compose(done -> kept ? transfers.extend(tx, transfer.id(), until)
                                .compose(moved -> transfers.addEvent(tx, event(transfer, "extended")))
                                : Future.succeededFuture())
                        .compose(done -> letters.isEmpty()
                                ? Future.succeededFuture()
                                : transfers.addEvent(tx, event(transfer, "reminded")))
                        .compose(done -> audit.record(tx, lines(transfer, kept, !letters.isEmpty()))));
    }

    private TransferEvent event(Transfer transfer, String kind) {
        return TransferEvent.of(transfer.id(), kind, clock.instant());
    }

    private static List<AuditEntry> lines(Transfer transfer, boolean kept, boolean reminded) {
        return Stream.of(
                        kept ? Optional.of(Action.TRANSFER_EXTENDED) : Optional.<Action>empty(),
                        reminded ? Optional.of(Action.RECIPIENT_REMINDED) : Optional.<Action>empty())
                .flatMap(Optional::stream)
                .map(action -> AuditEntry.done(Actor.SYSTEM, action, Subject.transfer(transfer.id())))
                .toList();
    }

    private Future<List<OutboundMessage>> messages(SqlClient tx, Step step, UncollectedMails.Waiting waiting) {
        return store.addressees(tx, waiting.transfer().id()).compose(to -> switch (step) {
            case RECIPIENT, RECIPIENT_AGAIN -> Future.succeededFuture(mails.toRecipients(waiting, to));
            case DEPARTMENT -> store.departments(tx, waiting.transfer().id())
                    .map(people -> mails.toOthers(waiting, to, people));
            case CONTACT -> Future.succeededFuture(mails.toOthers(waiting, to, List.of(mails.defaultContact())));
            case BEHEERDER -> store.overseers(tx).map((List<Person> people) -> mails.toOthers(waiting, to, people));
        });
    }
}
