package nl.rijkscloud.privacy;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.AuditPage;
import nl.rijkscloud.audit.AuditReader;
import nl.rijkscloud.http.Json;

/** {@code GET /api/staff/audit}: the newest lines of the audit log that fit, for the privacy officer. */
public final class ReadAudit implements Handler<RoutingContext> {
    private final AuditAccess request;
    private final AuditReader reader;

    public ReadAudit(AuditAccess request, AuditReader reader) {
        this.request = request;
        this.reader = reader;
    }

    @Override
    public void handle(RoutingContext ctx) {
        request.of(ctx, Action.AUDIT_READ)
                .compose(reader::page)
                .onSuccess(page -> Json.answer(ctx, 200, json(page)))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(AuditPage page) {
        return new JsonObject()
                .put("items", new JsonArray(page.lines().stream().map(line -> new JsonObject(line.json())).toList()))
                .put("next", page.next().orElse(null));
    }
}
