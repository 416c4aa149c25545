package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.transfer.Document;
import nl.rijkscloud.transfer.DocumentEntry;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Share;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one document back from disk with the transfer's pending key, and has the finding settled. That a destroyed
 * transfer has lost what reading needs is no error. One check at a time, since it reuses its buffers; each lane has one
 * of its own.
 */
final class DocumentCheck implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentCheck.class);

    private final ReadThrough reading = new ReadThrough();
    private final CustodianContext custodian;
    private final WorkerExecutor workers;
    private final ContentType types;
    private final Settlement settlement;

    DocumentCheck(CustodianContext custodian, WorkerExecutor workers, ContentType types, Settlement settlement) {
        this.custodian = custodian;
        this.workers = workers;
        this.types = types;
        this.settlement = settlement;
    }

    @Override
    public Future<Void> run(Claim claim, BooleanSupplier cancelled) {
        var db = custodian.database().client();
        return custodian.documents().find(db, claim.document()).compose(document -> document.isEmpty()
                ? Future.succeededFuture()
                : custodian.transfers().find(db, document.get().transfer())
                        .compose(this::opened)
                        .compose(keys -> keys.isEmpty()
                                ? unopened(document.get())
                                : checked(claim, document.get(), keys.get(), cancelled)));
    }

    private Future<Optional<Keys>> opened(Optional<TransferStore.Stored> transfer) {
        var share = transfer.flatMap(stored -> custodian.slots().openShare(stored.transfer().id(), stored.share()));
        return share.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : custodian.links().pendingKey(custodian.database().client(), share.get())
                        .map(key -> key.map(found -> new Keys(share.get(), found)));
    }

    /** A destroyed transfer's rows have gone with its share: the lane finds nothing to give back and keeps silent. */
    private static Future<Void> unopened(Document document) {
        return Future.failedFuture(
                new IllegalStateException("the pending key of " + document.transfer() + " is gone or does not open"));
    }

    private Future<Void> checked(Claim claim, Document document, Keys keys, BooleanSupplier cancelled) {
        return workers.executeBlocking(() -> finding(claim, document, keys, cancelled), false)
                .compose(finding -> settlement.settle(claim, document, keys, finding));
    }

    /** On a worker. */
    private Finding finding(Claim claim, Document document, Keys keys, BooleanSupplier cancelled) {
        try {
            var content = reading.read(custodian.blobs(), keys.key(), document.id(), document.length(), cancelled);
            var name = DocumentEntry.open(keys.key().manifestKey(), document).name();
            var fits = types.fits(name, content.head());
            return fits ? new Finding.Accepted(content.digests()) : Finding.CONTENT_MISMATCH;
        } catch (FloeException changed) {
            LOG.error("{} is not what was stored: {}", document.id(), changed.getMessage());
            return Finding.UNREADABLE;
        } catch (IOException disk) {
            if (claim.failures() + 1 < Patience.READINGS || !folderIsThere()) {
                throw new UncheckedIOException(disk);
            }
            LOG.error("{} is given up after {} readings: {}", document.id(), Patience.READINGS, disk.toString());
            return Finding.UNREADABLE;
        }
    }

    /** Without its disk every document is unreadable, and none of them is to blame. */
    private boolean folderIsThere() {
        try {
            custodian.blobs().confirm();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
