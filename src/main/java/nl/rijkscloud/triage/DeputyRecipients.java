package nl.rijkscloud.triage;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;

/** Adds the deputies of recipients who are away, in the transaction that delivers a transfer of an outsider. */
final class DeputyRecipients implements Delivery.Deputies {
    private final DeputyStore store = new DeputyStore();
    private final RecipientStore recipients = new RecipientStore();
    private final TransferStore transfers = new TransferStore();
    private final Audit audit;

    DeputyRecipients(Audit audit) {
        this.audit = audit;
    }

    @Override
    public Future<List<Recipient>> add(SqlClient tx, Transfer transfer, List<Recipient> present, Instant now) {
        // A sending counts as collected once each of its recipients has it, which a deputy must not delay.
        if (transfer.kind() == Transfer.Kind.SENT) {
            return Future.succeededFuture(present);
        }
        var emails = present.stream().filter(one -> !one.outsider())
                .map(one -> one.email().toLowerCase(Locale.ROOT)).toList();
        return store.standIns(tx, emails, OfficeTime.day(now)).compose(found -> {
            var all = new ArrayList<>(present);
            return Loop.forEach(found, standIn -> {
                var position = all.stream().mapToInt(Recipient::position).max().orElse(-1) + 1;
                var added = Recipient.staff(transfer.id(), position,
                        standIn.name() + " (vervangt " + standIn.absent() + ")", standIn.email());
                all.add(added);
                return recipients.insert(tx, added)
                        .compose(done -> transfers.addEvent(tx, TransferEvent.of(transfer.id(), "deputy-added", now)
                                .of(Optional.of(added.id()))))
                        .compose(done -> audit.tally(tx, AuditEntry.done(Actor.SYSTEM, Action.DEPUTY_ADDED,
                                Subject.recipient(transfer.id(), added.id()))));
            }).map(done -> List.copyOf(all));
        });
    }
}
