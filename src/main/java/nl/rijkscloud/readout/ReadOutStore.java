package nl.rijkscloud.readout;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.transfer.TransferNumber;

/** The statements on {@code read_out_code}, and what they ask of recipients and colleagues. */
final class ReadOutStore {
    /** A number or address that was changed lately may be that of somebody who wants the documents of another. */
    static final Duration SETTLED = Duration.ofHours(24);

    /** True for the person {@code s}: an employee in the department that sends {@code t}, or in one with its owner. */
    private static final String COLLEAGUE = """
            'medewerker' = any (s.roles) and exists (
                select from department_member m where m.staff_id = s.id and (
                    m.department_email = lower(t.sender_email) or exists (
                        select from department_member o
                        where o.staff_id = t.owner_id and o.department_email = m.department_email)))""";

    /** True for the person {@code s} if they may approve: a beheerder or such a colleague; never the owner. */
    private static final String MAY_APPROVE =
            "s.disabled_at is null and s.id <> t.owner_id and ('beheerder' = any (s.roles) or " + COLLEAGUE + ")";

    private static final String READ = """
            select c.*, r.transfer_id, t.number, r.name, r.email, a.name as asker, b.name as approver,
                c.ends_at <= $1 as over
            from read_out_code c join recipient r on r.id = c.recipient_id join transfer t on t.id = r.transfer_id
                join staff a on a.id = c.asked_by left join staff b on b.id = c.approved_by
            where r.replaced_at is null and\s""";

    /**
     * A recipient to whom a code may be read out, unless one of these says otherwise.
     *
     * @param link the id of the living download link; empty if there is none
     * @param changedAt the newest correction of number or address
     */
    record Reachable(Optional<byte[]> link, int wrongCodes, Optional<Instant> changedAt) {}

    /** A wish as it is now. */
    record Asked(
            UUID id, UUID transfer, UUID recipient, UUID asker, boolean approved, boolean settled, Instant end) {}

    /** An outsider of a delivered transfer of staff. */
    Future<Optional<Reachable>> reachable(SqlClient db, UUID transfer, UUID recipient, Instant now) {
        return run(db, """
                select r.wrong_codes,
                    (select l.id from link l where l.recipient_id = r.id and l.kind = 'download' and l.expires_at > $3
                        order by l.created_at desc limit 1) as link,
                    (select max(e.at) from event e join recipient p on p.id = e.recipient_id
                        where e.transfer_id = t.id and e.kind in ('number-changed', 'recipient-changed')
                            and p.position = r.position) as changed
                from recipient r join transfer t on t.id = r.transfer_id
                where r.id = $2 and t.id = $1 and r.outsider and r.replaced_at is null and t.kind = 'sent'
                    and t.state = 'delivered'""", transfer, recipient, Rows.time(now))
                .map(rows -> Rows.first(rows, row -> new Reachable(
                        Optional.ofNullable(Rows.nullableBytes(row, "link")), row.getInteger("wrong_codes"),
                        Rows.optionalInstant(row, "changed"))));
    }

    /** Takes the place of an earlier wish, unless that is another person's and still open. */
    Future<Boolean> ask(SqlClient tx, UUID id, UUID recipient, UUID asker, Instant now, Instant end) {
        return run(tx, """
                insert into read_out_code as c (recipient_id, id, asked_by, asked_at, ends_at)
                values ($1, $2, $3, $4, $5)
                on conflict (recipient_id) do update set id = excluded.id, asked_by = excluded.asked_by,
                    asked_at = excluded.asked_at, ends_at = excluded.ends_at, approved_by = null, approved_at = null,
                    declined_at = null, shown_at = null
                where c.asked_by = excluded.asked_by or c.ends_at <= $4 or c.declined_at is not null
                    or c.shown_at is not null""", recipient, id, asker, Rows.time(now), Rows.time(end))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Optional<Asked>> find(SqlClient db, UUID id) {
        return run(db, """
                select c.*, r.transfer_id from read_out_code c join recipient r on r.id = c.recipient_id
                where c.id = $1""", id)
                .map(rows -> Rows.first(rows, row -> new Asked(
                        row.getUUID("id"), row.getUUID("transfer_id"), row.getUUID("recipient_id"),
                        row.getUUID("asked_by"), row.getUUID("approved_by") != null,
                        row.getOffsetDateTime("declined_at") != null || row.getOffsetDateTime("shown_at") != null,
                        Rows.instant(row, "ends_at"))));
    }

    /** True if this person may approve what another asked for. */
    Future<Boolean> mayApprove(SqlClient db, UUID id, UUID staff) {
        return run(db, """
                select from read_out_code c join recipient r on r.id = c.recipient_id
                    join transfer t on t.id = r.transfer_id, staff s
                where c.id = $1 and s.id = $2 and s.id <> c.asked_by and %s""".formatted(MAY_APPROVE), id, staff)
                .map(rows -> rows.size() > 0);
    }

    /**
     * Somebody who hears that a wish waits for approval.
     *
     * @param number of the transfer
     */
    record Approver(String name, String email, TransferNumber number) {}

    /**
     * Finds colleagues who may approve, those who used the portal last first; beheerders only if there is no such
     * colleague.
     */
    Future<List<Approver>> approvers(SqlClient tx, UUID id, int most) {
        return run(tx, """
                with able as (
                    select s.name, s.email, t.number, %s as colleague, seen.at
                    from read_out_code c join recipient r on r.id = c.recipient_id
                        join transfer t on t.id = r.transfer_id
                        join staff s on s.id <> c.asked_by and %s
                        left join (select staff_id, max(seen_at) as at from session
                            where staff_id is not null group by staff_id) seen on seen.staff_id = s.id
                    where c.id = $1)
                select name, email, number from able where colleague or not exists (select from able where colleague)
                order by at desc nulls last, email limit $2""".formatted(COLLEAGUE, MAY_APPROVE), id, most)
                .map(rows -> Rows.all(rows, row -> new Approver(
                        row.getString("name"), row.getString("email"), new TransferNumber(row.getString("number")))));
    }

    /** True if a colleague has approved who still may. */
    Future<Boolean> isApproved(SqlClient tx, UUID id) {
        return run(tx, """
                select from read_out_code c join recipient r on r.id = c.recipient_id
                    join transfer t on t.id = r.transfer_id join staff s on s.id = c.approved_by
                where c.id = $1 and s.id <> c.asked_by and %s""".formatted(MAY_APPROVE), id)
                .map(rows -> rows.size() > 0);
    }

    Future<Boolean> approve(SqlClient tx, UUID id, UUID staff, Instant now) {
        return run(tx, """
                update read_out_code set approved_by = $2, approved_at = $3
                where id = $1 and approved_by is null and declined_at is null and ends_at > $3""",
                        id, staff, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Boolean> decline(SqlClient tx, UUID id, Instant now) {
        return run(tx, """
                update read_out_code set declined_at = $2
                where id = $1 and approved_by is null and declined_at is null and ends_at > $2""", id, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Returns true once. */
    Future<Boolean> show(SqlClient tx, UUID id, UUID asker, Instant now) {
        return run(tx, """
                update read_out_code set shown_at = $3
                where id = $1 and asked_by = $2 and approved_by is not null and shown_at is null and ends_at > $3""",
                        id, asker, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Finds the wishes of this person about the recipients of a transfer. */
    Future<List<ReadOut>> ofAsker(SqlClient db, UUID transfer, UUID asker, Instant now) {
        return run(db, READ + "r.transfer_id = $2 and c.asked_by = $3 order by c.asked_at",
                        Rows.time(now), transfer, asker)
                .map(rows -> Rows.all(rows, ReadOutStore::readOut));
    }

    /** Finds the wishes that this person may approve, as may other colleagues; oldest first. */
    Future<List<ReadOut>> forApprover(SqlClient db, UUID staff, Instant now) {
        return run(db, READ + """
                c.ends_at > $1 and c.approved_by is null and c.declined_at is null and c.asked_by <> $2
                    and t.state = 'delivered'
                    and exists (select from staff s where s.id = $2 and %s)
                order by c.asked_at limit 100""".formatted(MAY_APPROVE), Rows.time(now), staff)
                .map(rows -> Rows.all(rows, ReadOutStore::readOut));
    }

    Future<Void> deleteOver(SqlClient db, Instant before) {
        return run(db, "delete from read_out_code where ends_at <= $1", Rows.time(before)).mapEmpty();
    }

    private static ReadOut readOut(Row row) {
        return new ReadOut(
                row.getUUID("id"), row.getUUID("transfer_id"), row.getString("number"), row.getUUID("recipient_id"),
                row.getString("name"), row.getString("email"), state(row), Rows.instant(row, "asked_at"),
                Rows.instant(row, "ends_at"), row.getString("asker"), Optional.ofNullable(row.getString("approver")));
    }

    private static ReadOut.State state(Row row) {
        return row.getOffsetDateTime("shown_at") != null ? ReadOut.State.SHOWN
                : row.getOffsetDateTime("declined_at") != null ? ReadOut.State.DECLINED
                : row.getBoolean("over") ? ReadOut.State.OVER
                : row.getUUID("approved_by") != null ? ReadOut.State.APPROVED
                : ReadOut.State.ASKED;
    }
}
