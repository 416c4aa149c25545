package nl.rijkscloud.request;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code request}. Each takes the connection, so that callers decide what belongs in one transaction.
 */
public final class RequestStore {
    /**
     * The answers of a request that may be answered several times.
     *
     * @param answers submitted so far
     * @param open true if a transfer is open for another answer
     */
    public record Series(int answers, boolean open) {}

    public Future<Void> insert(SqlClient db, Request request) {
        return run(db, """
                insert into request (
                    transfer_id, series, asked, repeat, deadline, ends_at, max_size, remind_at, answered_at,
                    reference, batch)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
                        request.transfer(), request.series(), Rows.bytes(request.sealedText()), request.repeat(),
                        request.deadline().orElse(null), Rows.time(request.endsAt()), request.maxSize().orElse(null),
                        Rows.time(request.remindAt().orElse(null)), Rows.time(request.answeredAt().orElse(null)),
                        request.reference().orElse(null), request.batch().orElse(null))
                .mapEmpty();
    }

    public Future<Optional<Request>> find(SqlClient db, UUID transfer) {
        return run(db, "select * from request where transfer_id = $1", transfer)
                .map(rows -> Rows.first(rows, RequestStore::request));
    }

    /**
     * The limits that a transfer sets for new documents, whether staff requested it or not.
     *
     * @param maxSize the most bytes that a document may have, if the request says so
     * @param until its end
     */
    public record UploadTerms(Optional<Long> maxSize, Instant until) {}

    public Future<Optional<UploadTerms>> uploadTerms(SqlClient db, UUID transfer) {
        return run(db, """
                select t.expires_at, r.max_size from transfer t left join request r on r.transfer_id = t.id
                where t.id = $1""", transfer)
                .map(rows -> Rows.first(rows, row -> new UploadTerms(
                        Optional.ofNullable(row.getLong("max_size")), Rows.instant(row, "expires_at"))));
    }

    /** @param series the id of the first transfer: see {@link Request} */
    public Future<Series> findSeries(SqlClient db, UUID series) {
        return run(db, """
                select count(t.submitted_at) as answers, coalesce(bool_or(t.state = 'open'), false) as open
                from request r join transfer t on t.id = r.transfer_id where r.series = $1""", series)
                .map(rows -> rows.iterator().next())
                .map(row -> new Series(row.getLong("answers").intValue(), row.getBoolean("open")));
    }

    /** The sealed text of a request, and the sealed share of the transfer whose row has it. */
    record Asked(UUID transfer, byte @Nullable [] share, byte @Nullable [] sealedText) {}

    /** Finds the text of a series, which its open transfer has. */
    Future<Optional<Asked>> findAsked(SqlClient db, UUID series) {
        return run(db, """
                select r.transfer_id, t.share, r.asked from request r join transfer t on t.id = r.transfer_id
                where r.series = $1 and r.asked is not null and t.state = 'open'""", series)
                .map(rows -> Rows.first(rows, row -> new Asked(row.getUUID("transfer_id"),
                        Rows.nullableBytes(row, "share"), Rows.nullableBytes(row, "asked"))));
    }

    /** Records the answer and wipes the text of the request; nobody is reminded of this transfer any more. */
    Future<Void> markAnswered(SqlClient db, UUID transfer, Instant now) {
        return run(db, """
                update request set asked = null, remind_at = null, answered_at = coalesce(answered_at, $2)
                where transfer_id = $1""", transfer, Rows.time(now))
                .mapEmpty();
    }

    /** Finds transfers whose sender has to be reminded now. */
    Future<List<UUID>> findDueReminders(SqlClient db, Instant now, int max) {
        return run(db, """
                select r.transfer_id from request r join transfer t on t.id = r.transfer_id
                where r.remind_at <= $1 and r.reminded_at is null
                    and t.state = 'open' and t.expires_at > $1
                order by r.remind_at limit $2""", Rows.time(now), max)
                .map(rows -> Rows.all(rows, row -> row.getUUID("transfer_id")));
    }

    /** Returns true the first time, and false when the reminder has been sent already. */
    Future<Boolean> markReminded(SqlClient db, UUID transfer, Instant now) {
        return run(db, "update request set reminded_at = $2 where transfer_id = $1 and reminded_at is null",
                        transfer, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** True if this person asked, or if the answer goes to one of these addresses, in lower case. */
    Future<Boolean> concerns(SqlClient db, UUID transfer, UUID staff, List<String> addresses) {
        return run(db, """
                select from transfer t where t.id = $1 and t.kind = 'requested' and (t.owner_id = $2
                    or exists (select from recipient r
                        where r.transfer_id = t.id and r.replaced_at is null and lower(r.email) = any($3)))""",
                        transfer, staff, addresses.toArray(String[]::new))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Finds the outsiders whom this member of staff asked for something or sent something: in lower case, the newest
     * first.
     */
    Future<List<String>> addressesWrittenTo(SqlClient db, UUID staff, int max) {
        return run(db, """
                select lower(email) as email from (
                    select sender_email as email, created_at from transfer where owner_id = $1 and kind = 'requested'
                    union all
                    select r.email, t.submitted_at from transfer t join recipient r on r.transfer_id = t.id
                    where t.owner_id = $1 and t.kind = 'sent' and t.submitted_at is not null) written
                group by lower(email) order by max(created_at) desc limit $2""", staff, max)
                .map(rows -> Rows.all(rows, row -> row.getString("email")));
    }

    private static Request request(Row row) {
        return new Request(
                row.getUUID("transfer_id"),
                row.getUUID("series"),
                Rows.nullableBytes(row, "asked"),
                row.getBoolean("repeat"),
                Optional.ofNullable(row.getLocalDate("deadline")),
                Rows.instant(row, "ends_at"),
                Optional.ofNullable(row.getLong("max_size")),
                Rows.optionalInstant(row, "remind_at"),
                Rows.optionalInstant(row, "reminded_at"),
                Rows.optionalInstant(row, "answered_at"),
                Optional.ofNullable(row.getString("reference")),
                Optional.ofNullable(row.getUUID("batch")));
    }
}
