package nl.rijkscloud.proof;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.statement.Statements.Plain;

/** {@code GET /api/staff/destructions}: the statements about withdrawal and destruction, for the privacy officer. */
final class DestructionRoutes {
    private static final int PAGE = 50;

    private final OwedStore owed = new OwedStore();
    private final StaffAccess access;
    private final Statements statements;
    private final Database database;

    DestructionRoutes(StaffAccess access, Statements statements, Database database) {
        this.access = access;
        this.statements = statements;
        this.database = database;
    }

    void mount(Router router) {
        router.get("/api/staff/destructions").handler(this::read);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.FUNCTIONARIS)
                .compose(member -> statements.ends(
                        database.client(), Query.moment(ctx, "from"), Query.moment(ctx, "to"),
                        Query.read(ctx, "before", DestructionRoutes::cursor), PAGE + 1))
                .compose(found -> owed.count(database.client()).map(waiting -> json(found, waiting)))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private static Cursor cursor(String text) {
        return Cursor.of(text).orElseThrow(IllegalArgumentException::new);
    }

    private static JsonObject json(List<Plain> found, long waiting) {
        var page = found.subList(0, Math.min(PAGE, found.size()));
        var next = Optional.of(page).filter(all -> found.size() > PAGE).map(all -> all.getLast().place().text());
        return new JsonObject()
                .put("items", new JsonArray(page.stream().map(DestructionRoutes::item).toList()))
                .put("waiting", waiting)
                .put("next", next.orElse(null));
    }

    private static JsonObject item(Plain one) {
        var content = SignedStatement.contentOf(one.text());
        var item = new JsonObject().put("statement", one.text());
        List.of("kind", "at", "transfer", "number", "reason", "documentCount", "totalSize")
                .forEach(name -> item.put(name, content.getValue(name)));
        return item;
    }
}
