package nl.rijkscloud.triage;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;

/**
 * Remembers for each member of staff which transfers they have looked at. A transfer is unread for a person when it was
 * delivered after they last looked, or when they marked it so; the overview decides that with its rows.
 */
public final class ReadMarks {
    private final ReadMarkStore store = new ReadMarkStore();
    private final Database database;
    private final InstantSource clock;

    public ReadMarks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Records that a person looks at a transfer that they may see. */
    public Future<Void> see(UUID staff, UUID transfer) {
        return store.see(database.client(), staff, transfer, clock.instant());
    }

    /**
     * Marks a transfer as read or unread for one person. Fails with {@code NOT_FOUND} for one that they do not see.
     *
     * @param viewers whose transfers the person sees, as in {@code listing.viewer}
     */
    Future<Void> mark(UUID staff, UUID transfer, List<String> viewers, boolean unread) {
        return store.mark(database.client(), staff, transfer, viewers, unread ? null : clock.instant())
                .compose(marked -> marked ? Future.succeededFuture() : Future.failedFuture(Failure.notFound()));
    }
}
