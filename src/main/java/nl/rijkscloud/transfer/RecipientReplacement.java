package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.Optional;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/**
 * Replaces a recipient, in the transaction of a caller that holds the lock on the transfer's row and its key. The old
 * recipient loses their link, code and sessions, and keeps their row, because the history names them.
 */
public final class RecipientReplacement {
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Delivery delivery;
    private final Receipts receipts;
    private final InstantSource clock;

    public RecipientReplacement(TransferStore transfers, RecipientStore recipients, Delivery delivery,
            Receipts receipts, InstantSource clock) {
        this.transfers = transfers;
        this.recipients = recipients;
        this.delivery = delivery;
        this.receipts = receipts;
        this.clock = clock;
    }

    /**
     * @param documents the number of documents that can be downloaded
     * @return the statement about it; empty if nothing is signed
     */
    public Future<Optional<Statements.Issued>> replace(
            SqlClient tx, Transfer transfer, Recipient old, Correction by, int documents, Share share,
            TransferKey key) {
        var next = by.apply(old);
        return delivery.withdraw(tx, old)
                .compose(done -> recipients.replace(tx, old.id(), next, clock.instant()))
                .compose(done -> next.position() == 0
                        ? transfers.showContact(tx, transfer.id(), Party.contact(next.name(), next.email()))
                        : Future.succeededFuture())
                .compose(done -> transfers.recount(tx, transfer.id()))
                .compose(done -> delivery.offerAgain(tx, transfer, next, documents, share, key))
                .compose(done -> transfers.addEvent(
                        tx, TransferEvent.of(transfer.id(), "recipient-changed", clock.instant())
                                .of(Optional.of(next.id()))))
                .compose(done -> receipts.signCorrected(tx, transfer, old, next, key.manifestKey(), clock.instant()));
    }
}
