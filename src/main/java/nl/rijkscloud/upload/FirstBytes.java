package nl.rijkscloud.upload;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.upload.UploadRegister.Made;
import org.jspecify.annotations.Nullable;

/**
 * A document whose creation brings bytes. It gets a file first and a row last, in one transaction with what those bytes
 * make of it, so that a small one costs one sync and one commit. Until then nobody else knows its id. Confined to one
 * upload.
 */
final class FirstBytes {
    private final NewRows rows;
    private final Grant grant;
    private final Document document;
    private @Nullable Future<Made> made; // null until the row is being written

    /** @param document without bytes, and with the epoch of its first writer */
    FirstBytes(NewRows rows, Grant grant, Document document) {
        this.rows = rows;
        this.grant = grant;
        this.document = document;
    }

    Document document() {
        return document;
    }

    /** True once the row is written, or is being written. */
    boolean isWritten() {
        return made != null;
    }

    /**
     * Writes the row. Completes with the document that another request has created meanwhile for the same client, if
     * there is one.
     */
    Future<Made> write(Document state) {
        var written = rows.add(grant, state);
        made = written;
        return written;
    }

    /** The same in a transaction of the caller's. False if there is such another document. */
    Future<Boolean> writeIn(SqlClient tx) {
        return rows.insert(tx, grant, List.of(document)).compose(all -> settled(all.getFirst())).map(this::isThis);
    }

    /** True if the row that was written is this document's. */
    Future<Boolean> isOurs() {
        return Objects.requireNonNull(made).map(this::isThis);
    }

    /** The document that was made; empty if no row was written. */
    Optional<Made> made() {
        return Optional.ofNullable(made).map(Future::result);
    }

    /** True if certainly no row needs the file. */
    boolean isUnneeded() {
        return made == null || (made.succeeded() && !isThis(made.result())) || made.cause() instanceof Failure;
    }

    private boolean isThis(Made found) {
        return found.id().equals(document.id());
    }

    private static <T> Future<T> settled(AsyncResult<T> result) {
        return result.succeeded() ? Future.succeededFuture(result.result()) : Future.failedFuture(result.cause());
    }
}
