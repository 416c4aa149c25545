package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.AuditLine;
import nl.rijkscloud.audit.AuditQuery;
import nl.rijkscloud.audit.AuditReader;

/**
 * {@code GET /api/staff/audit/export}: every line that fits, oldest first, one JSON object each. More is read when the other side has taken what was
 * read, so that memory does not depend on how much there is; one that takes nothing is cut by the server's idle timeout.
 */
public final class ExportAudit implements Handler<RoutingContext> {
    private final AuditAccess request;
    private final AuditReader reader;

    public ExportAudit(AuditAccess request, AuditReader reader) {
        this.request = request;
        this.reader = reader;
    }

    @Override
    public void handle(RoutingContext ctx) {
        request.of(ctx, Action.AUDIT_EXPORTED)
                .compose(query -> stream(ctx.response(), query))
                .onFailure(ctx::fail);
    }

    private Future<Void> stream(HttpServerResponse response, AuditQuery query) {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/jsonl")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\"")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return reader.export(query, lines -> response.write(text(lines)))
                .compose(done -> response.end())
                .recover(failure -> brokenOff(response, failure));
    }

    /** Once it has begun, never a clean end: half a log must not look like a whole one. */
    private static Future<Void> brokenOff(HttpServerResponse response, Throwable failure) {
        if (response.headWritten()) {
            response.reset();
            return Future.succeededFuture();
        }
        return Future.failedFuture(failure);
    }

    private static Buffer text(List<AuditLine> lines) {
        var text = Buffer.buffer();
        lines.forEach(line -> text.appendString(line.json()).appendString("\n"));
        return text;
    }
}
