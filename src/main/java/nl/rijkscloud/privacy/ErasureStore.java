package nl.rijkscloud.privacy;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.OfficeTime;

/**
 * Takes people out of rows whose term is over. A transfer keeps ids, kinds, days in Dutch time and counts.
 */
final class ErasureStore {
    /** Ended transfers that still have people in them, and ended before {@code $1}. */
    private static final String ENDED = """
            from transfer t where t.state in ('withdrawn', 'destroyed') and t.erased_at is null and exists (
                select from event e where e.transfer_id = t.id and e.kind in ('withdrawn', 'destroyed') and e.at < $1)""";

    /** Accounts that were closed before {@code $1} and own nothing that has people in it. */
    private static final String CLOSED = """
            from staff s where s.disabled_at < $1 and s.erased_at is null
                and not exists (select from transfer t where t.owner_id = s.id and t.erased_at is null)""";

    /** Mails and texts that belong to no transfer, such as codes of sign-ins, and were settled before {@code $1}. */
    private static final String OF_NOBODY = "from outbox where transfer_id is null and settled_at < $1";

    /** Contacts of the address book that were last used before {@code $2}. */
    private static final String UNUSED = "from contact where used_at < $2";

    /** Rows of a kind in one transaction. */
    private static final int BATCH = 100;

    /** Locks the next ended transfers, so that no other server erases them too. */
    Future<UUID[]> lockEnded(SqlClient tx, Instant limit) {
        return run(tx, "select t.id " + ENDED + " order by t.id limit $2 for update skip locked", Rows.time(limit),
                BATCH).map(rows -> Rows.all(rows, row -> row.getUUID("id")).toArray(UUID[]::new));
    }

    /** Recipients first: the triggers of overview and person search write rows, which the last statement takes away. */
    Future<Void> eraseTransfers(SqlClient tx, UUID[] ids, Instant now) {
        return run(tx, """
                update recipient set name = '', email = '', mobile = null, %s, %s, %s where transfer_id = any ($1)"""
                        .formatted(day("opened_at"), day("downloaded_at"), day("replaced_at")), ids, OfficeTime.zone())
                .compose(done -> run(tx, """
                        update transfer set sender_name = '', sender_email = '', sender_organisation = null,
                            sender_phone = null, contact_name = '', contact_email = '', erased_at = $3,
                            %s, %s, %s, %s, %s, %s, %s where id = any ($1)""".formatted(
                                day("created_at"), day("submitted_at"), day("delivered_at"), day("opened_at"),
                                day("downloaded_at"), day("expires_at"), day("confirmed_at")), ids,
                        OfficeTime.zone(), Rows.time(now)))
                .compose(done -> run(tx, "update event set %s where transfer_id = any ($1)".formatted(day("at")), ids,
                        OfficeTime.zone()))
                .compose(done -> run(tx, """
                        update statement set plain = null, %s where transfer_id = any ($1)""".formatted(day("at")),
                        ids, OfficeTime.zone()))
                .compose(done -> run(tx, """
                        update request set reference = null, %s, %s, %s, %s where transfer_id = any ($1)""".formatted(
                                day("ends_at"), day("remind_at"), day("reminded_at"), day("answered_at")),
                        ids, OfficeTime.zone()))
                .compose(done -> run(tx, """
                        update legal_hold set reason = '', %s, %s, %s, %s where transfer_id = any ($1)""".formatted(
                                day("set_at"), day("until"), day("resumes_at"), day("lifted_at")), ids,
                        OfficeTime.zone()))
                .compose(done -> run(tx, "update recovery_export set %s, %s, %s where transfer_id = any ($1)".formatted(
                        day("not_after"), day("exported_at"), day("imported_at")), ids, OfficeTime.zone()))
                .compose(done -> run(tx, "update checklist_item set %s where transfer_id = any ($1)".formatted(
                        day("said_at")), ids, OfficeTime.zone()))
                .compose(done -> run(tx, "delete from outbox where transfer_id = any ($1)", (Object) ids))
                .compose(done -> run(tx, "delete from claim where transfer_id = any ($1)", (Object) ids))
                .compose(done -> run(tx, "delete from read_mark where transfer_id = any ($1)", (Object) ids))
                .compose(done -> run(tx, "delete from uncollected where transfer_id = any ($1)", (Object) ids))
                .compose(done -> run(tx, "delete from listing where transfer_id = any ($1)", (Object) ids))
                .compose(done -> run(tx, "delete from appearance where transfer_id = any ($1)", (Object) ids))
                .mapEmpty();
    }

    /** @return how many accounts lost name, address, number and everything that lets somebody sign in */
    Future<Integer> eraseAccounts(SqlClient tx, Instant limit, Instant now) {
        return run(tx, """
                with closed as (select s.id %s order by s.id limit $3 for update skip locked),
                    browsers as (delete from known_browser where staff_id in (select id from closed)),
                    deputies as (delete from deputy where staff_id in (select id from closed)
                        or deputy_id in (select id from closed)),
                    marks as (delete from read_mark where staff_id in (select id from closed)),
                    contacts as (delete from contact where owner_id in (select id from closed)),
                    members as (delete from department_member where staff_id in (select id from closed))
                update staff set name = '', email = id::text, mobile = null, password_hash = null, identity = null,
                    roles = '{}', erased_at = $2 where id in (select id from closed)""".formatted(CLOSED),
                        Rows.time(limit), Rows.time(now), BATCH)
                .map(rows -> rows.rowCount());
    }

    Future<Integer> eraseMessages(SqlClient tx, Instant limit) {
        return run(tx, "delete from outbox where id in (select id " + OF_NOBODY + " limit $2)", Rows.time(limit), BATCH)
                .map(rows -> rows.rowCount());
    }

    /** Locks them first, so that one that is being saved stays. */
    Future<Integer> removeContacts(SqlClient tx, Instant limit) {
        return run(tx, "delete from contact where id in (select id " + UNUSED + " limit $1 for update skip locked)",
                BATCH, Rows.time(limit)).map(rows -> rows.rowCount());
    }

    /** The number of rows of all kinds whose term was over at that moment. */
    Future<Long> count(SqlClient db, Instant at, Config.Retention terms) {
        return run(db, """
                select (select count(*) %s) + (select count(*) %s) + (select count(*) %s) + (select count(*) %s) as n"""
                        .formatted(ENDED, CLOSED, OF_NOBODY, UNUSED),
                Rows.time(at.minus(terms.people())), Rows.time(at.minus(terms.contacts())))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** When the oldest of them became due; empty if none has. */
    Future<Optional<Instant>> oldest(SqlClient db, Instant at, Config.Retention terms) {
        return run(db, """
                select least(
                    (select min(e.at) from event e join transfer t on t.id = e.transfer_id
                        where t.state in ('withdrawn', 'destroyed') and t.erased_at is null
                            and e.kind in ('withdrawn', 'destroyed') and e.at < $1),
                    (select min(s.disabled_at) %s), (select min(settled_at) %s)) as people,
                    (select min(used_at) %s) as contacts""".formatted(CLOSED, OF_NOBODY, UNUSED),
                        Rows.time(at.minus(terms.people())), Rows.time(at.minus(terms.contacts())))
                .map(rows -> rows.iterator().next())
                .map(row -> Stream.concat(
                                Rows.optionalInstant(row, "people").map(ended -> ended.plus(terms.people())).stream(),
                                Rows.optionalInstant(row, "contacts").map(used -> used.plus(terms.contacts())).stream())
                        .min(Comparator.naturalOrder()));
    }

    /** Records that a pass went through everything. */
    Future<Void> markPass(SqlClient db, Instant now) {
        return run(db, """
                insert into chore (name, finished_at) values ('erasure', $1)
                on conflict (name) do update set finished_at = excluded.finished_at""", Rows.time(now)).mapEmpty();
    }

    private static String day(String column) {
        return "%1$s = date_trunc('day', %1$s, $2)".formatted(column);
    }
}
