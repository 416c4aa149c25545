package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.Locale;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.connection.ClientConnection;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.typed.EmailAddress;
import nl.rijkscloud.typed.TypedText;

/** {@code GET /api/staff/transfers}: a page of transfers, newest first. */
public final class ListTransfers implements Handler<RoutingContext> {
    private static final int USUAL = 25;

    private final ViewerAccess viewers;
    private final Listings listings;
    private final Audit audit;

    public ListTransfers(ViewerAccess viewers, Listings listings, Audit audit) {
        this.viewers = viewers;
        this.listings = listings;
        this.audit = audit;
    }

    @Override
    public void handle(RoutingContext ctx) {
        viewers.of(ctx)
                .compose(viewer -> page(ctx, viewer, filter(ctx)))
                .onSuccess(page -> Json.answer(ctx, 200, json(page)))
                .onFailure(ctx::fail);
    }

    private Future<Listing> page(RoutingContext ctx, Viewer viewer, Filter filter) {
        return viewer.has(filter.view())
                ? listings.page(viewer, filter, Query.read(ctx, "after", ListTransfers::cursor), Query.number(ctx, "limit", USUAL, Listings.MOST))
                : audit.refused(
                        AuditEntry.refused(viewer.actor(), Action.ROLE_CHECKED, Result.MISSING_ROLE, Subject.NONE), Failure.notFound());
    }

    private static Filter filter(RoutingContext ctx) {
        return new Filter(
                Query.word(ctx, "view", Filter.View.class).orElse(Filter.View.MINE), Query.word(ctx, "kind", Transfer.Kind.class),
                Query.word(ctx, "state", Transfer.State.class), Query.moment(ctx, "from"), Query.moment(ctx, "to"),
                Query.text(ctx, "party").map(ListTransfers::party), Query.flag(ctx, "outstanding"));
    }

    /** An address as it is kept, or the end of one, in lower case. */
    private static String party(String typed) {
        return EmailAddress.read(typed).found().orElseGet(() -> TypedText.line(typed)).toLowerCase(Locale.ROOT);
    }

    private static Cursor cursor(String text) {
        return Cursor.of(text).orElseThrow(IllegalArgumentException::new);
    }

    private static JsonObject json(Listing page) {
        return new JsonObject()
                .put("items", new JsonArray(page.lines().stream().map(ListTransfers::json).toList()))
                .put("next", page.next().map(Cursor::text).orElse(null));
    }

    private static JsonObject json(Listing.Line line) {
        return DossierJson.outline(line.transfer())
                .put("recipients", line.recipients())
                .put("documentCount", line.transfer().documentCount())
                .put("due", line.due().map(ListTransfers::json).orElse(null));
    }

    private static JsonObject json(DueStatus due) {
        return new JsonObject()
                .put("what", due.what().name().toLowerCase(Locale.ROOT))
                .put("deadline", due.deadline().map(LocalDate::toString).orElse(null))
                .put("until", due.until().toString())
                .put("standing", due.standing().name().toLowerCase(Locale.ROOT));
    }
}
