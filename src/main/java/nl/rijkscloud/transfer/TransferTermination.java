package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.Outbox;

/**
 * The one place where a transfer ends, because its time is over or because staff withdraw it: keys first, in one
 * transaction, and from that moment nothing opens the files any more; then the files. The row with its parties, times
 * and number of documents remains, and its history; its documents' rows go, and letters that have not gone out. Needs
 * no keys.
 */
public final class TransferTermination {
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final Links links;
    private final Outbox outbox;
    private final Bus bus;

    public TransferTermination(TransferStore transfers, DocumentStore documents, Links links, Outbox outbox, Bus bus) {
        this.transfers = transfers;
        this.documents = documents;
        this.links = links;
        this.outbox = outbox;
        this.bus = bus;
    }

    /**
     * Ends the transfer of the event in the caller's transaction, which holds its row.
     *
     * @param as one of the states in which a transfer is gone
     * @return the documents whose files are to be deleted once this has been committed; {@link #tell} too, then
     */
    public Future<List<UUID>> end(SqlClient tx, Transfer.State as, TransferEvent event) {
        var id = event.transfer();
        return transfers.destroyKeys(tx, id, as)
                .compose(done -> links.revokeAll(tx, id))
                .compose(done -> outbox.cancel(tx, id))
                .compose(done -> transfers.addEvent(tx, event))
                .compose(done -> documents.deleteAll(tx, id));
    }

    /** Cuts what is still running of it, here at once and on other nodes when they next look. */
    public void tell(UUID id) {
        bus.tell(TransferEnded.TOPIC, new TransferEnded(id));
    }
}
