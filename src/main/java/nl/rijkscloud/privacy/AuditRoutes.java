package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditLine;
import nl.rijkscloud.audit.AuditQuery;
import nl.rijkscloud.audit.AuditReader;
import nl.rijkscloud.audit.AuditReader.AuditPage;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.staff.Role;

/**
 * The addresses by which the privacy officer reads and exports the audit log. Each request is itself recorded first.
 */
final class AuditRoutes {
    private final StaffAccess access;
    private final Audit audit;
    private final AuditReader reader;

    AuditRoutes(StaffAccess access, Audit audit, AuditReader reader) {
        this.access = access;
        this.audit = audit;
        this.reader = reader;
    }

    public void mount(Router router) {
        router.get("/api/staff/audit").handler(this::read);
        router.get("/api/staff/audit/export").handler(this::export);
    }

    /** A page of the lines that match, newest first. */
    private void read(RoutingContext ctx) {
        query(ctx, Action.AUDIT_READ)
                .compose(reader::page)
                .onSuccess(page -> Json.answer(ctx, 200, json(page)))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(AuditPage page) {
        return new JsonObject()
                .put("items", new JsonArray(page.lines().stream().map(line -> new JsonObject(line.json())).toList()))
                .put("next", page.next().orElse(null));
    }

    /**
     * All lines that match, oldest first, one JSON object each. The next lines are read after the client has taken the
     * previous ones, so memory does not depend on their number; the server's idle timeout cuts a client that takes
     * nothing.
     */
    private void export(RoutingContext ctx) {
        query(ctx, Action.AUDIT_EXPORTED)
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
                .recover(failure -> abort(response, failure));
    }

    /** After the head has been sent, resets the connection: half a log must not look complete. */
    private static Future<Void> abort(HttpServerResponse response, Throwable failure) {
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

    /** Reads the query and records the act of the privacy officer. Fails as {@link StaffAccess#of} does. */
    private Future<AuditQuery> query(RoutingContext ctx, Action action) {
        return access.of(ctx, Role.FUNCTIONARIS).compose(member -> {
            var query = query(ctx);
            var subject = query.transfer().map(Subject::transfer).orElse(Subject.NONE);
            return audit.tally(AuditEntry.done(member.actor(), action, subject)).map(query);
        });
    }

    private static AuditQuery query(RoutingContext ctx) {
        return new AuditQuery(
                Query.moment(ctx, "from"), Query.moment(ctx, "to"), id(ctx, "actor"), id(ctx, "transfer"),
                id(ctx, "subject"), Query.read(ctx, "action", Action::of), Query.read(ctx, "before", Long::valueOf));
    }

    private static Optional<UUID> id(RoutingContext ctx, String name) {
        return Query.read(ctx, name, UUID::fromString);
    }
}
