package nl.rijkscloud.bounce;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.bounce.UnreachedStore.UnreachedMail;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferWiring;

/**
 * When the mail about documents does not reach the contact that an outsider named, tells the default contact and the
 * sender. It cannot pass the documents on: after delivery nobody but the sender has what makes a link, and on the
 * report's page they can send one to the default contact. Safe for use from any thread.
 */
final class UnreachedContacts {
    private final UnreachedStore store = new UnreachedStore();
    private final Database database;
    private final TransferWiring transfer;
    private final Outbox outbox;
    private final Audit audit;
    private final InstantSource clock;
    private final Config.Organisation organisation;

    UnreachedContacts(Database database, TransferWiring transfer, Outbox outbox, Audit audit, InstantSource clock,
            Config.Organisation organisation) {
        this.database = database;
        this.transfer = transfer;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.organisation = organisation;
    }

    /** Handles each mail in a transaction of its own, once. */
    Future<Void> tell(BooleanSupplier stopped) {
        return Loop.whileTrue(() -> stopped.getAsBoolean() ? Future.succeededFuture(false)
                : database.inTransaction(tx -> store.lockNext(tx, clock.instant())
                        .compose(mail -> mail.isEmpty() ? Future.succeededFuture(false)
                                : tell(tx, mail.get()).map(true)))
                        .onSuccess(more -> {
                            if (more) {
                                outbox.wake(OutboundMessage.Channel.MAIL);
                            }
                        }));
    }

    private Future<Void> tell(SqlConnection tx, UnreachedMail mail) {
        return transfer.transfers().lock(tx, mail.transfer()).compose(found -> transfer.recipients()
                .ofTransfer(tx, mail.transfer())
                .compose(recipients -> {
                    var contact = recipients.stream().filter(one -> isUnreached(one, mail)).findFirst();
                    var of = found.map(stored -> stored.transfer()).filter(UnreachedContacts::isFromOutside);
                    return contact.isPresent() && of.isPresent() ? tell(tx, of.get(), contact.get())
                            : Future.succeededFuture();
                }));
    }

    /** The first recipient is the contact; further ones were added by staff, who see on their page what happened. */
    private static boolean isUnreached(Recipient recipient, UnreachedMail mail) {
        return recipient.position() == 0 && recipient.openedAt().isEmpty()
                && recipient.email().equalsIgnoreCase(mail.recipient());
    }

    private static boolean isFromOutside(Transfer transfer) {
        return transfer.kind() != Transfer.Kind.SENT && transfer.state() == Transfer.State.DELIVERED;
    }

    private Future<Void> tell(SqlConnection tx, Transfer unread, Recipient contact) {
        var mails = transfer.mails();
        var isDefault = contact.email().equalsIgnoreCase(organisation.contactEmail());
        Future<Void> told = isDefault ? Future.succeededFuture()
                : outbox.add(tx, mails.unreached(unread, contact, organisation))
                        .compose(letter -> store.addTold(tx, unread.id(), letter, clock.instant()));
        return told.compose(done -> outbox.add(tx, mails.unreachedToSender(unread, contact,
                        isDefault ? Optional.empty() : Optional.of(organisation.contactName()))))
                .compose(done -> audit.record(tx, AuditEntry.done(
                        Actor.SYSTEM, Action.CONTACT_UNREACHED, Subject.recipient(unread.id(), contact.id()))));
    }
}
