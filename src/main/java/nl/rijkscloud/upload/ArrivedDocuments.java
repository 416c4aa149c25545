package nl.rijkscloud.upload;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentReceived;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.upload.NewRows.Origin;

/**
 * Records that documents have all their bytes. Those of one sender that end at the same moment share a transaction.
 * Safe for use from any thread.
 */
final class ArrivedDocuments {
    private final UploadContext uploads;
    private final GroupCommit<Origin, Arrived, Void> commits = new GroupCommit<>(this::write);

    /** @param held the row as its writer left it */
    private record Arrived(Grant grant, Document held) {}

    ArrivedDocuments(UploadContext uploads) {
        this.uploads = uploads;
    }

    /**
     * Moves the offset to the end. From here on the server reads the document back, also when nobody uses a link. Fails
     * with {@code upload-displaced} if another writer has the row.
     */
    Future<Void> complete(Grant grant, Document held) {
        return commits.add(Origin.of(grant), new Arrived(grant, held));
    }

    private Future<List<AsyncResult<Void>>> write(List<Arrived> arrived) {
        var grant = arrived.getFirst().grant();
        var held = arrived.stream().map(Arrived::held).toList();
        return uploads.database().inTransaction(tx -> uploads.documents()
                .complete(tx, held, uploads.clock().instant())
                .compose(moved -> note(tx, grant, moved.size()).map(moved)))
                .onSuccess(moved -> tell(held.stream().filter(one -> moved.contains(one.id())).toList()))
                .map(moved -> held.stream().map(one -> moved.contains(one.id())
                        ? Future.<Void>succeededFuture()
                        : Future.<Void>failedFuture(UploadFailures.displaced()))
                        .<AsyncResult<Void>>map(outcome -> outcome).toList());
    }

    /** Records that documents have arrived, by the last statements of the caller's transaction. */
    Future<Void> note(SqlClient tx, Grant grant, int documents) {
        return documents == 0
                ? Future.succeededFuture()
                : uploads.links().keepPending(tx, grant.share(), grant.transferKey())
                        .compose(kept -> uploads.audit().tally(
                                tx, AuditEntry.done(grant.actor(), Action.DOCUMENT_RECEIVED,
                                        Subject.transfer(grant.transfer())),
                                documents));
    }

    /** Has documents checked, after the commit. */
    void tell(List<Document> documents) {
        documents.forEach(one -> uploads.bus().tell(DocumentReceived.TOPIC, new DocumentReceived(one.id())));
    }
}
