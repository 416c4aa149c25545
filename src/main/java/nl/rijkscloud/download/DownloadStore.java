package nl.rijkscloud.download;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.stream.DownloadContent;

/**
 * The statements on {@code download}, the documents that a session has begun with, and on {@code download_progress},
 * the bytes that a recipient was handed. Servers that add to the same row make a union of the ranges.
 */
final class DownloadStore {
    /** Bytes of a document that a recipient was handed. */
    record Part(UUID recipient, UUID document, ByteRange range) {}

    /**
     * The stored progress of some documents.
     *
     * @param begun the documents that the session has begun to download
     * @param ranges the number of separate ranges of the document that has most
     */
    record State(Set<UUID> begun, long ranges) {}

    Future<State> findState(SqlClient db, byte[] session, UUID recipient, List<UUID> documents) {
        return run(db, """
                select array(select document_id from download where session_id = $1 and document_id = any($3)) as begun,
                    (select coalesce(max((select count(*) from unnest(bytes))), 0) from download_progress
                        where recipient_id = $2 and document_id = any($3)) as ranges""",
                        Rows.bytes(session), recipient, ids(documents))
                .map(rows -> rows.iterator().next())
                .map(row -> new State(Set.of(row.getArrayOfUUIDs("begun")), row.getLong("ranges")));
    }

    /** Returns the documents that the session begins with now, without those that another request has begun with. */
    Future<List<UUID>> begin(SqlClient tx, byte[] session, List<UUID> documents) {
        return run(tx, """
                insert into download (session_id, document_id)
                select s.id, d.id from session s, document d where s.id = $1 and d.id = any($2) order by d.id
                on conflict do nothing returning document_id""",
                        Rows.bytes(session), ids(documents))
                .map(rows -> Rows.all(rows, row -> row.getUUID("document_id")));
    }

    /** Finds when a recipient first had each document that they have whole. */
    Future<Map<UUID, Instant>> findReceipts(SqlClient db, UUID recipient) {
        return run(db, "select document_id, at from receipt where recipient_id = $1", recipient)
                .map(rows -> Rows.all(rows, row -> Map.entry(row.getUUID("document_id"), Rows.instant(row, "at")))
                        .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Future<Boolean> sessionExists(SqlClient tx, byte[] session) {
        return run(tx, "select from session where id = $1", Rows.bytes(session)).map(rows -> rows.size() == 1);
    }

    /** Adds handed-over ranges. Rows are always locked in the same order. */
    Future<Void> add(SqlClient db, List<Part> parts) {
        return run(db, """
                insert into download_progress as p (recipient_id, document_id, bytes)
                select r.id, d.id, range_agg(int8range(part.first, part.after))
                from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])
                        as part (recipient, document, first, after)
                    join recipient r on r.id = part.recipient join document d on d.id = part.document
                group by r.id, d.id order by r.id, d.id
                on conflict (recipient_id, document_id) do update set bytes = p.bytes + excluded.bytes""",
                        parts.stream().map(Part::recipient).toArray(UUID[]::new),
                        ids(parts.stream().map(Part::document).toList()),
                        numbers(parts, part -> part.range().start()), numbers(parts, part -> part.range().end()))
                .mapEmpty();
    }

    /** Deletes and returns the documents whose bytes a recipient has completely; those in {@code whole} in any case. */
    Future<List<UUID>> takeComplete(
            SqlClient tx, UUID recipient, List<DownloadContent.Coverage> parts, List<UUID> whole) {
        return run(tx, """
                delete from download_progress p using unnest($2::uuid[], $3::bigint[]) as part (document, length)
                where p.recipient_id = $1 and p.document_id = part.document
                    and (p.bytes @> int8range(0, part.length) or p.document_id = any($4))
                returning document_id""",
                        recipient, ids(parts.stream().map(DownloadContent.Coverage::document).toList()),
                        numbers(parts, DownloadContent.Coverage::length), ids(whole))
                .map(rows -> Rows.all(rows, row -> row.getUUID("document_id")));
    }

    /** Deletes the ranges of transfers that have ended. */
    Future<Void> clear(SqlClient db) {
        return run(db, """
                delete from download_progress p using document d join transfer t on t.id = d.transfer_id
                where d.id = p.document_id and t.state <> 'delivered'""").mapEmpty();
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static <T> Long[] numbers(List<T> of, ToLongFunction<T> number) {
        return of.stream().mapToLong(number).boxed().toArray(Long[]::new);
    }
}
