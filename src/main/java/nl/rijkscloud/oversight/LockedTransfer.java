package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferStore;

/**
 * A transfer that this viewer may change, with its row locked until the transaction ends.
 *
 * @param recipients in the order in which they were entered
 */
record LockedTransfer(TransferStore.Stored stored, List<Recipient> recipients) {
    /**
     * Locks the transfer. Fails with {@code NOT_FOUND} for one that this viewer may not change, and with {@code
     * CONFLICT} {@code transfer-gone} for one that has ended.
     */
    static Future<LockedTransfer> lock(
            SqlClient tx, TransferStore transfers, RecipientStore recipients, Viewer viewer, UUID id) {
        return transfers.lock(tx, id).compose(held -> recipients.ofTransfer(tx, id).map(all -> {
            var stored = held.filter(found -> viewer.mayChange(found.transfer(), all)).orElseThrow(Failure::notFound);
            if (stored.transfer().state().isGone()) {
                throw ended();
            }
            return new LockedTransfer(stored, all);
        }));
    }

    private static Failure ended() {
        return Failure.of(Failure.Kind.CONFLICT, "transfer-gone",
                "This transfer has ended. Its documents have been deleted.");
    }
}
