package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.code.ActivationCodeLimits;
import nl.rijkscloud.code.RecipientCodes;
import nl.rijkscloud.code.RecipientCodes.Receiver;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/**
 * Delivers a submitted transfer once its last document has been checked: seals the manifest, makes the recipients'
 * links, and adds the mails to the outbox, all in the caller's transaction. It happens once, because the caller holds
 * the transfer's row and the state tells if it is due.
 */
public final class Delivery {
    /** Adds recipients who stand in for others, in the transaction that delivers. {@code triage} implements it. */
    public interface Deputies {
        /** Returns the present recipients and the added ones. */
        Future<List<Recipient>> add(SqlClient tx, Transfer transfer, List<Recipient> present, Instant now);
    }

    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final Deputies deputies;
    private final Links links;
    private final RecipientCodes codes;
    private final ActivationCodeLimits firstCodes;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Receipts receipts;
    private final Aead aead;
    private final InstantSource clock;

    public Delivery(
            TransferStore transfers, DocumentStore documents, RecipientStore recipients, Deputies deputies,
            Links links, RecipientCodes codes, ActivationCodeLimits firstCodes, Outbox outbox, TransferMails mails,
            Receipts receipts, Aead aead, InstantSource clock) {
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.deputies = deputies;
        this.links = links;
        this.codes = codes;
        this.firstCodes = firstCodes;
        this.outbox = outbox;
        this.mails = mails;
        this.receipts = receipts;
        this.aead = aead;
        this.clock = clock;
    }

    /**
     * Delivers the transfer if it has been submitted and all its documents are checked. This also deletes the pending
     * slot.
     *
     * @param stored the transfer's row, locked by {@code tx}
     * @return present if it was delivered now: the entry that the caller writes into the audit log as its last
     *     statement. After the commit the caller wakes the outbox
     */
    public Future<Optional<AuditEntry>> deliverIfDue(SqlClient tx, TransferStore.Stored stored, Share share,
            TransferKey key) {
        if (stored.transfer().state() != Transfer.State.SUBMITTED) {
            return Future.succeededFuture(Optional.empty());
        }
        return documents.areBeingChecked(tx, key.transfer()).compose(waits -> waits
                ? Future.succeededFuture(Optional.empty())
                : deliver(tx, stored, share, key));
    }

    /** Reads all documents of the transfer, which happens only here. */
    private Future<Optional<AuditEntry>> deliver(SqlClient tx, TransferStore.Stored stored, Share share,
            TransferKey key) {
        return documents.ofTransfer(tx, key.transfer()).compose(all -> {
            var manifest = manifest(stored, all, key.manifestKey());
            return deliver(tx, stored.transfer(), manifest, share, key)
                    .map(receipt -> Optional.of(
                            entry(key.transfer(), manifest.delivered().size()).withStatement(
                                    receipt.map(Statements.Issued::hash))));
        });
    }

    private static AuditEntry entry(UUID transfer, int documents) {
        var result = documents == 0 ? Result.NOTHING_PASSED : Result.DONE;
        return new AuditEntry(Actor.SYSTEM, Action.TRANSFER_DELIVERED, result, Subject.transfer(transfer),
                Optional.empty())
                .with(Detail.Unit.DOCUMENTS, documents);
    }

    /** Returns the receipt. */
    private Future<Optional<Statements.Issued>> deliver(SqlClient tx, Transfer transfer, Manifest manifest, Share share,
            TransferKey key) {
        var now = clock.instant();
        var state = manifest.delivered().isEmpty() ? Transfer.State.REFUSED : Transfer.State.DELIVERED;
        var steps = transfers.markSettled(tx, transfer.id(), state, manifest.seal(aead, key.manifestKey()),
                manifest.delivered().size(), now)
                .compose(done -> documents.saveItems(
                        tx, manifest.delivered().stream().map(Manifest.Item::id).toList(),
                        manifest.delivered().stream().map(item -> item.seal(aead, key.manifestKey())).toList()))
                .compose(done -> transfers.addEvent(tx, transfer.id(), state.sql(), now))
                .compose(done -> links.dropPending(tx, transfer.id()));
        if (state == Transfer.State.DELIVERED) {
            steps = steps.compose(done -> links.keepRecovery(tx, share, key))
                    .compose(done -> recipients.ofTransfer(tx, transfer.id()))
                    .compose(named -> deputies.add(tx, transfer, named, now))
                    .compose(all -> Loop.forEach(all,
                            recipient -> offer(tx, transfer, recipient, manifest.delivered().size(), share, key)));
        }
        // The confirmation has named the documents that were refused before Verstuur; this mail names the others.
        if (manifest.delivered().size() < transfer.documentCount()) {
            steps = steps.compose(done -> outbox.add(tx, mails.notDelivered(transfer, manifest))).mapEmpty();
        }
        return steps.compose(done -> receipts.signSettled(tx, transfer, manifest, key.manifestKey(), now));
    }

    /**
     * Counts the codes that a delivery to these recipients would send. Fails as {@link ActivationCodeLimits#count}
     * does. Call it before {@link #deliverIfDue}.
     */
    public Future<Void> countCodes(SqlClient tx, Transfer transfer, List<Recipient> to) {
        var phones = to.stream().map(Recipient::mobile).flatMap(Optional::stream).toList();
        return transfer.owner().map(owner -> firstCodes.count(tx, owner, phones)).orElseGet(Future::succeededFuture);
    }

    /**
     * Offers a delivered transfer to a recipient again, or to a new one. Fails as {@link ActivationCodeLimits#count}
     * does.
     */
    public Future<Void> offerAgain(SqlClient tx, Transfer transfer, Recipient recipient, int documents, Share share,
            TransferKey key) {
        return countCodes(tx, transfer, List.of(recipient))
                .compose(done -> offer(tx, transfer, recipient, documents, share, key));
    }

    /**
     * Mails a recipient a link that replaces any earlier one, and sends an outsider the code. The caller wakes both
     * channels after the commit.
     */
    private Future<Void> offer(SqlClient tx, Transfer transfer, Recipient recipient, int documents, Share share,
            TransferKey key) {
        return withdraw(tx, recipient)
                .compose(done -> links.issueTo(tx, recipient.id(), share, key, transfer.expiresAt()))
                .compose(link -> transfers.findReference(tx, transfer.id())
                        .compose(reference -> outbox.add(
                                tx, mails.offer(transfer, recipient, link.url(), documents, reference)))
                        .compose(added -> recipient.mobile()
                                .map(phone -> codes.sendFirst(tx, new Receiver(
                                        recipient.id(), transfer.id(), link.id(), phone, transfer.language())))
                                .orElseGet(Future::succeededFuture)));
    }

    /** Revokes a recipient's link, code and sessions, and withdraws messages that have not been sent. */
    public Future<Void> withdraw(SqlClient tx, Recipient recipient) {
        return codes.revoke(tx, recipient.id())
                .compose(done -> links.revokeOf(tx, recipient.id()))
                .compose(done -> outbox.withdraw(tx, recipient.transfer(), TransferMails.offered(recipient),
                        recipient.email()));
    }

    private Manifest manifest(TransferStore.Stored stored, List<Document> all, ManifestKey key) {
        var transfer = stored.transfer();
        var message = Message.open(key, stored.message());
        var items = all.stream().map(document -> item(key, document)).toList();
        return new Manifest(transfer.sender(), transfer.contact(), message, items);
    }

    private static Manifest.Item item(ManifestKey key, Document document) {
        var digests = Optional.ofNullable(document.digests()).map(sealed -> DocumentEntry.openDigests(key, document));
        var name = DocumentEntry.open(key, document).name();
        return new Manifest.Item(
                document.id(), name, document.length(), document.refusal(), digests,
                DocumentEntry.openJudgement(key, document), DocumentEntry.openScan(key, document));
    }
}
