package nl.rijkscloud.transfer;

import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.keys.Shares;
import nl.rijkscloud.ledger.LedgerWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.statement.StatementWiring;

/** Wires the rows of transfers with their start, delivery, correction and end. */
public record TransferWiring(
        TransferStore transfers, DocumentStore documents, RecipientStore recipients, ActiveStreams streams,
        UploadLinks uploadLinks, TransferMails mails, Delivery delivery, DownloadLinkRenewal renewal,
        RecipientReplacement replacement, Correction.Form corrections, TransferTermination termination,
        BlobDeletion files, Receipts receipts) {

    public static TransferWiring of(
            Platform platform, BlobWiring blob, StatementWiring statement, OutboxWiring outbox, LinkWiring link,
            CodeWiring code, LedgerWiring ledger, Delivery.Deputies deputies) {
        var config = platform.config();
        var transfers = new TransferStore();
        var documents = new DocumentStore();
        var recipients = new RecipientStore();
        var mails = new TransferMails(config.mail(), config.codes());
        var receipts = new Receipts(statement.statements(), recipients);
        var delivery = new Delivery(
                transfers, documents, recipients, deputies, link.links(), code.recipientCodes(),
                code.activationLimits(), outbox.outbox(), mails, receipts, platform.aead(), platform.clock());
        return new TransferWiring(
                transfers, documents, recipients, new ActiveStreams(),
                new UploadLinks(transfers, recipients, documents, link.links(),
                        new Shares(platform.slots(), platform.keys()), platform.random()),
                mails, delivery, new DownloadLinkRenewal(transfers, recipients, delivery, platform.clock()),
                new RecipientReplacement(transfers, recipients, delivery, receipts, platform.clock()),
                new Correction.Form(config),
                new TransferTermination(transfers, documents, link.links(), outbox.outbox(), platform.bus(),
                        ledger.ledger(), receipts),
                new BlobDeletion(blob.store(), blob.workers()), receipts);
    }
}
