package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.ledger.Ledger;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.statement.Statements;

/**
 * Ends every transfer, because its time is over or because staff withdraw it. The end is written into the destruction
 * ledger first. One transaction destroys the keys, after which nothing opens the files any more, and deletes the rows
 * of the documents and the messages that have not been sent. The transfer's row and its history remain. It needs no
 * key.
 */
public final class TransferTermination {
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final Links links;
    private final Outbox outbox;
    private final Bus bus;
    private final Ledger ledger;
    private final Receipts receipts;

    public TransferTermination(TransferStore transfers, DocumentStore documents, Links links, Outbox outbox, Bus bus,
            Ledger ledger, Receipts receipts) {
        this.transfers = transfers;
        this.documents = documents;
        this.links = links;
        this.outbox = outbox;
        this.bus = bus;
        this.ledger = ledger;
        this.receipts = receipts;
    }

    /**
     * A withdrawal in a transaction.
     *
     * @param files the documents whose files have to be deleted
     * @param statement the hash of the statement about it
     */
    public record Withdrawal(List<UUID> files, Optional<String> statement) {}

    /** Ends the transfer as {@link #end} does, because this member of staff wants it, and signs that. */
    public Future<Withdrawal> withdraw(SqlClient tx, Transfer transfer, UUID by, Instant now) {
        var event = TransferEvent.of(transfer.id(), "withdrawn", now).by(Optional.of(by));
        return end(tx, Transfer.State.WITHDRAWN, event).compose(files -> receipts
                .signWithdrawn(tx, transfer, by, now)
                .map(signed -> new Withdrawal(files, signed.map(Statements.Issued::hash))));
    }

    /**
     * Ends the transfer of the event in the caller's transaction, which holds the lock on its row. After the commit,
     * call {@link #tell} and delete the files. A row remains that owes a statement of their destruction. Fails with
     * {@code CONFLICT} {@code held} while a legal hold lasts.
     *
     * @param as the state of an ended transfer
     * @return the documents whose files have to be deleted
     */
    public Future<List<UUID>> end(SqlClient tx, Transfer.State as, TransferEvent event) {
        return transfers.heldUntil(tx, event.transfer(), event.at()).compose(held -> held.isPresent()
                ? Future.failedFuture(Failure.of(Failure.Kind.CONFLICT, "held", "A legal hold keeps this transfer.")
                        .with("until", held.get().toString()))
                : endAgain(tx, as, event));
    }

    /** Ends a transfer as {@link #end} does, also while it is held: it had ended already, before a restore. */
    public Future<List<UUID>> endAgain(SqlClient tx, Transfer.State as, TransferEvent event) {
        var id = event.transfer();
        return ledger.write(id, as == Transfer.State.WITHDRAWN ? Kind.WITHDRAWN : Kind.DESTROYED)
                .compose(done -> transfers.destroyKeys(tx, id, as))
                .compose(done -> links.revokeAll(tx, id))
                .compose(done -> outbox.cancel(tx, id))
                .compose(done -> transfers.addEvent(tx, event))
                .compose(done -> transfers.oweDestruction(tx, event))
                .compose(done -> documents.deleteAll(tx, id));
    }

    /** Aborts running uploads and downloads: here at once, and on other nodes when they next look. */
    public void tell(UUID id) {
        bus.tell(TransferEnded.TOPIC, new TransferEnded(id));
        ledger.moveOn();
    }
}
