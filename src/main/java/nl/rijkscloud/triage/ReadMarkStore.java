package nl.rijkscloud.triage;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import org.jspecify.annotations.Nullable;

/** The statements on {@code read_mark}. */
final class ReadMarkStore {
    /**
     * Marks a transfer that stands in the overview of one of these viewers.
     *
     * @param seen null to mark it as unread
     * @return false if none of them sees it
     */
    Future<Boolean> mark(SqlClient db, UUID staff, UUID transfer, List<String> viewers, @Nullable Instant seen) {
        return run(db, """
                insert into read_mark (staff_id, transfer_id, seen_at)
                select $1, $2, $4 where exists (
                    select from listing where transfer_id = $2 and party = '' and viewer = any($3))
                on conflict (staff_id, transfer_id) do update set seen_at = excluded.seen_at""",
                        staff, transfer, viewers.toArray(String[]::new), Rows.time(seen))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Marks a transfer that this person reads now. */
    Future<Void> see(SqlClient db, UUID staff, UUID transfer, Instant now) {
        return run(db, """
                insert into read_mark (staff_id, transfer_id, seen_at) values ($1, $2, $3)
                on conflict (staff_id, transfer_id) do update set seen_at = excluded.seen_at""",
                        staff, transfer, Rows.time(now))
                .mapEmpty();
    }
}
