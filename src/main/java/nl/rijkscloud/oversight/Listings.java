package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Failure;

/** Reads pages of transfers: parties, times, sizes and states, and nothing that needs a key. */
final class Listings {
    static final int MAX_PAGE = 100;

    /** Moments before and after every transfer, within the range of the database. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Cursor LAST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final ListingStore store = new ListingStore();
    private final Database database;
    private final InstantSource clock;

    Listings(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Reads a page. Fails with {@code NOT_FOUND} for a view that this viewer does not have.
     *
     * @param after the last line of the previous page
     * @param limit 1 to {@value #MAX_PAGE}
     */
    public Future<Listing> page(Viewer viewer, Filter filter, Optional<Cursor> after, int limit) {
        var viewers = viewers(viewer, filter.view());
        var from = filter.from().orElse(FIRST);
        return store.page(database.client(), viewers, filter, from, before(filter, after), limit + 1, clock.instant())
                .map(found -> found.size() <= limit
                        ? new Listing(found, Optional.empty())
                        : new Listing(found.subList(0, limit), Optional.of(cursor(found.get(limit - 1)))));
    }

    static List<String> viewers(Viewer viewer, Filter.View view) {
        if (!viewer.has(view)) {
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

    private static Cursor cursor(Listing.Line line) {
        return new Cursor(line.transfer().createdAt(), line.transfer().id());
    }
}
