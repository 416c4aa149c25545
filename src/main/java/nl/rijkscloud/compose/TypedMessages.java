package nl.rijkscloud.compose;

import io.vertx.core.Future;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Aead;

/** Saves the message while an outsider types it, so that another device of theirs can go on with it. */
final class TypedMessages {
    private final Database database;
    private final TransferStore transfers;
    private final Links links;
    private final Aead aead;

    TypedMessages(Database database, TransferStore transfers, Links links, Aead aead) {
        this.database = database;
        this.transfers = transfers;
        this.links = links;
        this.aead = aead;
    }

    /**
     * Replaces the message that was saved before. Fails with {@code NOT_FOUND} once the transfer was submitted, and for
     * a transfer of staff.
     */
    Future<Void> save(Grant grant, Message message) {
        var key = grant.manifestKey();
        var typed = message.equals(Message.EMPTY) ? null : message.seal(aead, key);
        return database.inTransaction(tx -> transfers.lock(tx, grant.transfer())
                .compose(held -> held
                        .filter(row -> row.transfer().kind() != Transfer.Kind.SENT && row.transfer()
                                .state() == Transfer.State.OPEN)
                        .map(row -> links.holds(tx, grant))
                        .orElse(Future.succeededFuture(false)))
                .compose(holds -> holds ? transfers.saveMessage(tx, grant.transfer(), typed)
                        : Future.failedFuture(Failure.notFound())));
    }
}
