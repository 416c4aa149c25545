package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.outbox.DeliveryFailure;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.triage.Claims;

/** Reads pages of transfers: parties, times, sizes and states, and nothing that needs a key. */
final class Listings {
    /**
     * Lines of one page.
     *
     * @param next marks the next page, if there is one
     * @param onlyNewest the number of transfers that were looked at, if there are more
     */
    record Page(List<Line> lines, Optional<String> next, Optional<Integer> onlyNewest) {
        /** The JSON of {@code GET /api/staff/transfers}. */
        JsonObject toJson() {
            return new JsonObject()
                    .put("items", new JsonArray(lines.stream().map(Line::toJson).toList()))
                    .put("next", next.orElse(null))
                    .put("onlyNewest", onlyNewest.orElse(null));
        }
    }

    /**
     * @param recipients their number
     * @param size bytes of the documents that the portal still has
     * @param reference of a request, as staff typed it
     * @param unread true if it arrived since the viewer last looked at it
     * @param claim of the member of the department who has taken it up
     * @param failure of the newest message that did not arrive, while that matters
     */
    record Line(
            Transfer transfer, int recipients, long size, Optional<String> reference, Optional<DueStatus> due,
            boolean unread, Optional<Claims.Claim> claim, Optional<DeliveryFailure> failure) {
        private JsonObject toJson() {
            return Dossier.outline(transfer)
                    .put("recipients", recipients)
                    .put("documentCount", transfer.documentCount())
                    .put("size", size)
                    .put("reference", reference.orElse(null))
                    .put("due", due.map(DueStatus::toJson).orElse(null))
                    .put("unread", unread)
                    .put("claim", claim.map(Claims.Claim::toJson).orElse(null))
                    .put("failure", failure.map(DeliveryFailure::toJson).orElse(null));
        }
    }

    static final int MAX_PAGE = 100;

    /** Moments before and after every transfer, within the range of the database. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Cursor LAST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final ListingStore store = new ListingStore();
    private final RecentStore recent = new RecentStore();
    private final Database database;
    private final InstantSource clock;

    Listings(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Reads a page. Fails with {@code NOT_FOUND} for a view that this viewer does not have.
     *
     * @param question the conditions that the index cannot answer; applied to the newest transfers only
     * @param after the last line of the previous page, in the order of time
     * @param limit 1 to {@value #MAX_PAGE}
     */
    Future<Page> page(
            Viewer viewer, Filter filter, RecentStore.Question question, Optional<Cursor> after, int limit) {
        var window = window(viewer, filter, filter.from().orElse(FIRST), before(filter, after));
        var now = clock.instant();
        if (!question.isEmpty()) {
            return recent.search(database, window, question, limit, now);
        }
        return store.page(database.client(), window, limit + 1, now)
                .map(found -> found.size() <= limit
                        ? new Page(found, Optional.empty(), Optional.empty())
                        : new Page(found.subList(0, limit), Optional.of(cursor(found.get(limit - 1)).text()),
                                Optional.empty()));
    }

    Future<Page> page(Viewer viewer, Filter filter, Optional<Cursor> after, int limit) {
        return page(viewer, filter, RecentStore.Question.NONE, after, limit);
    }

    /** Counts the transfers of each {@link Tab}. Fails with {@code NOT_FOUND} for a view that this viewer lacks. */
    Future<JsonObject> count(Viewer viewer, Filter.View view) {
        return recent.count(database.client(), window(viewer, Filter.of(view), FIRST, LAST), clock.instant());
    }

    /** Overseers have no unread transfers, because they are not the recipients. */
    private static RecentStore.Window window(Viewer viewer, Filter filter, Instant from, Cursor before) {
        var reader = filter.view() == Filter.View.ALL ? Optional.<UUID>empty() : Optional.of(viewer.id());
        return new RecentStore.Window(viewers(viewer, filter.view()), filter, from, before, reader);
    }

    static List<String> viewers(Viewer viewer, Filter.View view) {
        if (!viewer.mayUse(view)) {
            throw Failure.notFound();
        }
        return switch (view) {
            case MINE -> List.of(viewer.id().toString(), viewer.email());
            case DEPARTMENTS -> viewer.departments();
            case ALL -> List.of("*");
        };
    }

    private static Cursor before(Filter filter, Optional<Cursor> after) {
        var end = filter.to().map(to -> new Cursor(to, new UUID(0, 0))).orElse(LAST);
        return after.filter(cursor -> cursor.createdAt().isBefore(end.createdAt())).orElse(end);
    }

    static Cursor cursor(Line line) {
        return new Cursor(line.transfer().createdAt(), line.transfer().id());
    }
}
