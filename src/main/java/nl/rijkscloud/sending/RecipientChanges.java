package nl.rijkscloud.sending;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
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
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Corrects the number of an outsider who receives documents, and unlocks their code. Neither needs the key of the
 * transfer. The caller has checked that this member of staff may change the transfer.
 */
final class RecipientChanges {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final RecipientCodes codes;
    private final Sessions sessions;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;

    RecipientChanges(
            Database database, TransferStore transfers, RecipientStore recipients, RecipientCodes codes,
            Sessions sessions, Audit audit, Throttle throttle, Limits limits, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.codes = codes;
        this.sessions = sessions;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Changes the number: codes sent to the old one become invalid, and the next code goes to the new one. Fails with
     * {@code NOT_FOUND} for a recipient who is no outsider of this transfer, and with {@code TOO_MANY} after a few
     * corrections in a day.
     */
    Future<Void> changeNumber(UUID transfer, UUID recipient, PhoneNumber mobile, Actor by) {
        return change(transfer, recipient, by, Action.NUMBER_CHANGED, (tx, to) -> throttle
                .count(tx, List.of(limits.correctionsOf(transfer)))
                .compose(done -> codes.unlock(tx, to.id()))
                .compose(done -> recipients.changeNumber(tx, to.id(), mobile))
                .compose(done -> sessions.askCodeAgain(tx, to.id())));
    }

    /**
     * Lets a recipient who entered too many wrong codes ask for another one. Fails with {@code NOT_FOUND} for a
     * recipient who is no outsider of this transfer.
     */
    Future<Void> unlock(UUID transfer, UUID recipient, Actor by) {
        return change(transfer, recipient, by, Action.CODE_UNLOCKED, (tx, to) -> codes.unlock(tx, to.id()));
    }

    private Future<Void> change(
            UUID transfer, UUID recipient, Actor by, Action action, BiFunction<SqlClient, Recipient,
            Future<Void>> change) {
        return database.inTransaction(tx -> transfers.lock(tx, transfer)
                .map(found -> found.filter(stored -> !stored.transfer().state().isGone())
                        .orElseThrow(Failure::notFound))
                .compose(stored -> recipients.find(tx, recipient))
                .map(found -> found.filter(to -> to.transfer().equals(transfer) && to.outsider())
                        .orElseThrow(Failure::notFound))
                .compose(to -> change.apply(tx, to))
                .compose(done -> transfers.addEvent(
                        tx, TransferEvent.of(transfer, event(action), clock.instant()).by(by.id())
                                .of(Optional.of(recipient))))
                .compose(done ->
                        audit.record(tx, AuditEntry.done(by, action, Subject.recipient(transfer, recipient)))));
    }

    private static String event(Action action) {
        return action == Action.NUMBER_CHANGED ? "number-changed" : "unlocked";
    }
}
