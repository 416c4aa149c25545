package nl.rijkscloud.oversight;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/**
 * Reads lists of requests that were sent together, with the number of people who have answered. A viewer sees a list if
 * they see a transfer of it, and only those count.
 */
final class BatchStore {
    /** Transfers of the viewer among which lists are looked for. */
    private static final int NEWEST = 2_000;
    private static final int MOST = 20;

    private static final String BATCH = """
            select q.batch, min(t.created_at) as created_at, min(q.reference) as reference,
                count(distinct q.series) as people,
                count(distinct q.series) filter (where q.answered_at is not null) as answered,
                bool_or(i.position is not null) as checklist,
                count(distinct q.series) - count(distinct q.series) filter (
                    where i.state in ('missing', 'later') or p.state = 'refused') as complete
            from request q join transfer t on t.id = q.transfer_id
                left join checklist_item i on i.series = q.series left join transfer p on p.id = i.transfer_id
            where q.batch = any($1) and exists (
                select from listing l where l.transfer_id = t.id and l.party = '' and l.viewer = any($2))
            group by q.batch order by created_at desc limit""" + " " + MOST;

    private static final String RECENT = """
            select distinct q.batch from unnest($1::text[]) v(viewer), lateral (
                select l.created_at, l.transfer_id from unnest(array['open', 'submitted', 'delivered', 'refused',
                    'withdrawn', 'destroyed']) s(state), lateral (
                        select created_at, transfer_id from listing
                        where viewer = v.viewer and party = '' and kind = 'requested' and state = s.state
                        order by created_at desc, transfer_id desc limit $2) l
                order by l.created_at desc limit $2) newest
            join request q on q.transfer_id = newest.transfer_id where q.batch is not null""";

    /**
     * A list of requests.
     *
     * @param people the number of people who were asked
     * @param answered the number of them who have sent something
     * @param complete the number of them of whose checklist nothing is missing; empty if the request is no checklist
     */
    record Batch(
            UUID id, Instant createdAt, Optional<String> reference, int people, int answered,
            Optional<Integer> complete) {
        JsonObject toJson() {
            return new JsonObject()
                    .put("id", id.toString())
                    .put("createdAt", createdAt.toString())
                    .put("reference", reference.orElse(null))
                    .put("people", people)
                    .put("answered", answered)
                    .put("complete", complete.orElse(null));
        }
    }

    Future<Optional<Batch>> find(SqlClient db, UUID id, List<String> viewers) {
        return read(db, List.of(id), viewers).map(found -> found.stream().findFirst());
    }

    /** The newest lists first. */
    Future<List<Batch>> newest(SqlClient db, List<String> viewers) {
        return run(db, RECENT, viewers.toArray(String[]::new), NEWEST)
                .map(rows -> Rows.all(rows, row -> row.getUUID("batch")))
                .compose(ids -> read(db, ids, viewers));
    }

    private static Future<List<Batch>> read(SqlClient db, List<UUID> ids, List<String> viewers) {
        return run(db, BATCH, ids.toArray(UUID[]::new), viewers.toArray(String[]::new))
                .map(rows -> Rows.all(rows, BatchStore::batch));
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.getUUID("batch"), Rows.instant(row, "created_at"), Optional.ofNullable(row.getString("reference")),
                row.getInteger("people"), row.getInteger("answered"),
                Optional.of(row.getInteger("complete")).filter(done -> row.getBoolean("checklist")));
    }
}
