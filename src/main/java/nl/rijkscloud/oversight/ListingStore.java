package nl.rijkscloud.oversight;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.outbox.DeliveryFailure;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.triage.Claims;

/**
 * Reads {@code listing}, a table that triggers maintain. One statement serves every filter: it takes the newest lines
 * of each requested viewer, kind and state from one index, and the newest of those. Its cost depends on the length of
 * the page and never on the number of transfers.
 */
final class ListingStore {
    /** True of the message {@code o} if it did not arrive, or may not have, and nobody has dismissed that. */
    static final String FAILED = """
            o.dismissed_at is null
                and (o.state in ('refused', 'expired', 'unknown', 'lost') or o.delivery in ('failed', 'bounced'))""";

    /** The columns of a line, of the transfer {@code t} and its request {@code q}. */
    static final String LINE = TransferStore.COLUMNS + """
            , (select count(*) from recipient r where r.transfer_id = t.id and r.replaced_at is null) as recipients,
            t.bytes_held, q.deadline, q.ends_at, case when t.state = 'open' and exists (
                select from checklist_item i where i.series = q.series) then null else q.answered_at end as answered_at,
            q.reference, holder.id as claim_staff, holder.name as claim_name, holder.email as claim_email,
            claim.at as claim_at,
            %1$s as unread,
            case when t.state in ('open', 'submitted', 'delivered') then (
                select array[o.channel, o.state, coalesce(o.delivery, ''), coalesce(o.delivery_code, o.refusal, '')]
                from outbox o where o.transfer_id = t.id and
                %2$s
                order by o.created_at desc limit 1) end as failed""".formatted(Tab.UNREAD_BY_ME, FAILED);

    /** Joins the rows of a line to the transfer {@code t}; a parameter is the id of the person who looks, or null. */
    static final String JOINS = """
            left join request q on q.transfer_id = t.id
            left join staff me on me.id = $%1$d::uuid
            left join read_mark mark on mark.staff_id = me.id and mark.transfer_id = t.id
            left join claim on claim.transfer_id = t.id
            left join staff holder on holder.id = claim.staff_id""";

    static final String PAGE = """
            select %s
            from (
                select distinct one.created_at, one.transfer_id
                from unnest($1::text[]) v(viewer), unnest($2::text[]) k(kind), unnest($3::text[]) s(state), lateral (
                    select l.created_at, l.transfer_id from listing l
                    where l.viewer = v.viewer and l.party = $4 and l.kind = k.kind and l.state = s.state
                        and l.created_at >= $5 and (l.created_at, l.transfer_id) < ($6, $7)
                    order by l.created_at desc, l.transfer_id desc limit $8) one
                order by one.created_at desc, one.transfer_id desc limit $8) page
            join transfer t on t.id = page.transfer_id
            %s
            order by page.created_at desc, page.transfer_id desc""".formatted(LINE, JOINS.formatted(9));

    Future<List<Listings.Line>> page(SqlClient db, RecentStore.Window window, int most, Instant now) {
        var filter = window.filter();
        return run(db, PAGE, window.viewers().toArray(String[]::new), filter.kinds().toArray(String[]::new),
                        filter.states().toArray(String[]::new), filter.party().orElse(""), Rows.time(window.from()),
                        Rows.time(window.before().createdAt()), window.before().id(), most,
                        window.reader().orElse(null))
                .map(rows -> Rows.all(rows, row -> line(row, now)));
    }

    static Listings.Line line(Row row, Instant now) {
        var transfer = TransferStore.transfer(row);
        var request = Rows.optionalInstant(row, "ends_at").map(endsAt -> new DueStatus.Deadline(
                Optional.ofNullable(row.getLocalDate("deadline")), endsAt,
                row.getOffsetDateTime("answered_at") != null));
        return new Listings.Line(transfer, row.getLong("recipients").intValue(), row.getLong("bytes_held"),
                Optional.ofNullable(row.getString("reference")), DueStatus.of(transfer, request, now),
                row.getBoolean("unread"), Claims.Claim.of(row), failure(row));
    }

    private static Optional<DeliveryFailure> failure(Row row) {
        return Optional.ofNullable(row.getArrayOfStrings("failed")).flatMap(failed -> DeliveryFailure.of(
                OutboundMessage.Channel.valueOf(failed[0].toUpperCase(Locale.ROOT)), failed[1], failed[2], failed[3]));
    }
}
