package nl.rijkscloud.compose;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.transfer.AfterSubmit;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Receipts;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/**
 * Verstuur: submits a transfer in one transaction, under the lock of its row. It seals the message, revokes the upload
 * link, makes and mails the report link, and delivers if all documents are checked. For a request that may be answered
 * again it begins the next transfer. A second call only returns the present state.
 */
public final class SubmitService {
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final Links links;
    private final AfterSubmit afterSubmit;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Delivery delivery;
    private final Receipts receipts;
    private final Audit audit;
    private final Aead aead;
    private final InstantSource clock;
    private final Config.Retention terms;

    public SubmitService(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients, Links links,
            AfterSubmit afterSubmit, Outbox outbox, TransferMails mails, Delivery delivery, Receipts receipts,
            Audit audit, Aead aead, InstantSource clock, Config.Retention terms) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.links = links;
        this.afterSubmit = afterSubmit;
        this.outbox = outbox;
        this.mails = mails;
        this.delivery = delivery;
        this.receipts = receipts;
        this.audit = audit;
        this.aead = aead;
        this.clock = clock;
        this.terms = terms;
    }

    /**
     * A transfer as Verstuur left it.
     *
     * @param next the link for a further answer, which the confirmation mail has too; only after the first Verstuur
     * @param receipt the signed receipt; only after the first Verstuur, since later ones have no key to open it
     */
    public record Sent(Transfer transfer, Optional<String> next, Optional<String> receipt) {
        @Override
        public String toString() {
            return "Sent[" + transfer.id() + "]";
        }
    }

    /**
     * Submits the transfer. Fails with {@code CONFLICT} {@code documents-incomplete}, also for a document that was only
     * announced, or {@code no-documents}; with {@code TOO_MANY} when staff have sent too many codes; and with {@code
     * NOT_FOUND} for a transfer that has ended. A failure changes nothing.
     */
    public Future<Sent> submit(Grant grant, Message message) {
        return database.inTransaction(
                tx -> lock(tx, grant).compose(locked -> locked.transfer().state() == Transfer.State.OPEN
                        ? afterSubmit.answerItems(tx, locked.transfer(), grant.share(), message, clock.instant())
                                .compose(whole -> submit(tx, grant, whole, locked.transfer()))
                        : Future.succeededFuture(new Sent(locked.transfer(), Optional.empty(), Optional.empty()))))
                .onSuccess(done -> Stream.of(OutboundMessage.Channel.values()).forEach(outbox::wake));
    }

    private Future<TransferStore.Stored> lock(SqlClient tx, Grant grant) {
        return transfers.lock(tx, grant.transfer()).map(found -> found
                // a withdrawn transfer must not look as if it was sent
                .filter(locked -> !locked.transfer().state().isGone())
                .orElseThrow(Failure::notFound));
    }

    private Future<Sent> submit(SqlClient tx, Grant grant, Message message, Transfer transfer) {
        var key = grant.transferKey();
        var share = grant.share();
        return documents.announced().any(tx, transfer.id())
                .compose(waits -> waits ? Future.failedFuture(incomplete()) : documents.ofTransfer(tx, transfer.id()))
                .compose(all -> sendable(all)
                        ? countCodes(tx, transfer)
                                .compose(done -> isChecking(all) ? links.keepPending(tx, share, key)
                                        : Future.succeededFuture())
                                .compose(done -> write(
                                        tx, transfer, message, documents(all, key.manifestKey()), share, key))
                                .map(after -> new Written(all, after.next()))
                        : Future.failedFuture(unsendable(all)))
                .compose(written -> deliver(tx, grant, message, written));
    }

    /** The documents as they were sent, and the further answer that was begun. */
    private record Written(List<Document> documents, Optional<AfterSubmit.Next> next) {}

    /** Signs the receipt, delivers if that is due, and writes the audit lines. */
    private Future<Sent> deliver(SqlClient tx, Grant grant, Message message, Written written) {
        var key = grant.transferKey();
        return lock(tx, grant)
                .compose(locked -> receipts.signReceived(tx, locked.transfer(), message, written.documents(),
                                key.manifestKey(), locked.transfer().submittedAt().orElseThrow())
                        .compose(receipt -> delivery.deliverIfDue(tx, locked, grant.share(), key)
                                .compose(delivered -> lock(tx, grant).compose(left -> audit
                                        .record(tx, lines(submitted(grant, left.transfer()), receipt, written,
                                                delivered))
                                        .map(new Sent(left.transfer(), written.next().map(AfterSubmit.Next::link),
                                                receipt.map(Statements.Issued::text)))))));
    }

    private static List<AuditEntry> lines(AuditEntry submitted, Optional<Statements.Issued> receipt, Written written,
            Optional<AuditEntry> delivered) {
        return Stream.of(Optional.of(submitted.withStatement(receipt.map(Statements.Issued::hash))),
                        written.next().map(SubmitService::issued), delivered)
                .flatMap(Optional::stream)
                .toList();
    }

    private Future<Void> countCodes(SqlClient tx, Transfer transfer) {
        return recipients.ofTransfer(tx, transfer.id()).compose(to -> delivery.countCodes(tx, transfer, to));
    }

    private static AuditEntry submitted(Grant grant, Transfer transfer) {
        return AuditEntry.done(grant.actor(), Action.TRANSFER_SUBMITTED, Subject.transfer(transfer.id()))
                .with(Detail.Unit.DOCUMENTS, transfer.documentCount());
    }

    private static AuditEntry issued(AfterSubmit.Next next) {
        return AuditEntry.done(Actor.SYSTEM, Action.REQUEST_ISSUED, Subject.transfer(next.transfer()));
    }

    private Future<AfterSubmit.Outcome> write(SqlClient tx, Transfer transfer, Message message, TransferMails.Sent sent,
            Share share, TransferKey key) {
        var now = clock.instant();
        var until = now.plus(transfer.kind().keptFor(terms));
        var sealed = message.seal(aead, key.manifestKey());
        return transfers.markSubmitted(tx, transfer.id(), sealed, sent.count(), now, until)
                .compose(done -> documents.announced().clear(tx, transfer.id()))
                .compose(done -> transfers.addEvent(tx,
                        TransferEvent.of(transfer.id(), "submitted", now).by(transfer.owner().filter(
                        owner -> transfer.kind() == Transfer.Kind.SENT))))
                .compose(done -> links.revoke(tx, transfer.id(), LinkKind.UPLOAD))
                .compose(done -> links.issue(tx, LinkKind.REPORT, share, key, until))
                .compose(link -> afterSubmit.after(tx, transfer, share, now)
                        .compose(after -> recipients.ofTransfer(tx, transfer.id())
                        .compose(to -> outbox.add(tx, mails.confirmation(
                                transfer, to.size(), link.url(), sent, now, until, after)))
                        .map(after)));
    }

    /** Counts the documents that are sent: all except those refused before. */
    private static int sent(List<Document> all) {
        return (int) all.stream().filter(document -> document.state() != DocumentState.REFUSED).count();
    }

    private TransferMails.Sent documents(List<Document> all, ManifestKey key) {
        var refused = all.stream().filter(document -> document.state() == DocumentState.REFUSED);
        return new TransferMails.Sent(
                sent(all), refused.map(document -> DocumentEntry.open(key, document).name()).toList(), isChecking(all),
                receipts.areSigned());
    }

    private static boolean sendable(List<Document> all) {
        return all.stream().noneMatch(document -> document.state() == DocumentState.RECEIVING) && sent(all) > 0;
    }

    /**
     * True while documents are being checked. The checks need the key in the pending slot, because after Verstuur only
     * that slot has it.
     */
    private static boolean isChecking(List<Document> all) {
        return all.stream().anyMatch(document -> document.state() == DocumentState.CHECKING);
    }

    private static Failure unsendable(List<Document> all) {
        return all.stream().anyMatch(document -> document.state() == DocumentState.RECEIVING)
                ? incomplete()
                : Failure.of(Failure.Kind.CONFLICT, "no-documents", "There is no document to send.");
    }

    private static Failure incomplete() {
        return Failure.of(Failure.Kind.CONFLICT, "documents-incomplete",
                "Some documents have not been received completely yet.");
    }
}
