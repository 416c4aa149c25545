package nl.rijkscloud.audit;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.db.Rows;

/** The statements on {@code audit_tally}, which counts repetitions within a minute. */
final class TallyStore {
    /**
     * An act that was counted.
     *
     * @param entry as what: an act of one source too many has none
     * @param first whether it is the first in its minute, which becomes a line now
     */
    record Counted(AuditEntry entry, boolean first) {}

    /**
     * Counts an act.
     *
     * @param times how often the act happened in this transaction
     * @param strangers the number of unknown sources that are told apart in one minute; acts of further ones are
     *     counted together, without a source
     */
    Future<Counted> count(SqlClient tx, Instant minute, AuditEntry entry, int times, int strangers) {
        var values = new ArrayList<Object>(List.of(Rows.time(minute), strangers));
        values.addAll(AuditStore.columns(entry));
        values.add(times);
        return run(tx, """
                insert into audit_tally as t (minute, action, result, actor, actor_id, source, transfer_id, subject,
                    subject_id, times)
                select $1::timestamptz, $3::text, $4::text, $5::text, $6::uuid,
                    case when $5 <> 'nobody' or $8::uuid is not null or $10::uuid is not null or $2::bigint > (
                        select count(*) from audit_tally where minute = $1 and actor = 'nobody' and source is not null)
                    then $7::text end,
                    $8, $9::text, $10, $11::bigint
                on conflict (minute, action, result, actor, actor_id, source, transfer_id, subject, subject_id)
                    do update set times = t.times + excluded.times
                returning *""", values.toArray())
                .map(rows -> rows.iterator().next())
                .map(row -> new Counted(AuditStore.entry(row, Optional.empty()), row.getLong("times") == times));
    }

    /**
     * Adds repetitions of an act whose first line has been written. If that minute's count has become a line meanwhile,
     * they begin another: one more than they are, because a count has its first act in it.
     */
    Future<Void> addRepeats(SqlClient db, Looks.Kind kind, long times) {
        var values = new ArrayList<Object>(List.of(Rows.time(kind.minute()), times));
        values.addAll(AuditStore.columns(kind.entry()));
        return run(db, """
                insert into audit_tally as t (minute, action, result, actor, actor_id, source, transfer_id, subject,
                    subject_id, times)
                values ($1, $3, $4, $5, $6, $7, $8, $9, $10, $2::bigint + 1)
                on conflict (minute, action, result, actor, actor_id, source, transfer_id, subject, subject_id)
                    do update set times = t.times + $2::bigint""", values.toArray()).mapEmpty();
    }

    /** Removes the counts before {@code minute} and returns the repetitions that have no line yet. */
    Future<List<AuditEntry>> take(SqlClient tx, Instant minute, int most) {
        return run(tx, """
                delete from audit_tally where ctid in (
                    select ctid from audit_tally where minute < $1 order by minute limit $2 for update skip locked)
                returning *""", Rows.time(minute), most)
                .map(rows -> Rows.all(rows, row -> AuditStore.entry(
                        row, Optional.of(new Detail(Detail.Unit.TIMES, row.getLong("times") - 1)))))
                .map(all -> all.stream().filter(entry -> entry.detail().orElseThrow().number() > 0).toList());
    }
}
