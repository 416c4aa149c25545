package nl.rijkscloud.restore;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import nl.rijkscloud.db.Rows;

/** The statements on {@code restore_release}, and those that void codes and sessions of a restored database. */
final class RestoreStore {
    /**
     * @param codes that could be entered
     * @param locked recipients who had entered a wrong code
     * @param mails, texts that wait and may have been sent
     */
    record Leftovers(long codes, long locked, long mails, long texts, long sessions, long reminders) {}

    Future<Leftovers> count(SqlClient db, Instant now) {
        return run(db, """
                select (select count(*) from code) + (select count(*) from recipient_code) as codes,
                    (select count(*) from recipient where wrong_codes > 0) as locked,
                    (select count(*) from outbox where state = 'waiting' and channel = 'mail') as mails,
                    (select count(*) from outbox where state = 'waiting' and channel = 'sms') as texts,
                    (select count(*) from session) as sessions,
                    (select count(*) from request
                        where reminded_at is null and answered_at is null and remind_at <= $1) as reminders""",
                Rows.time(now)).map(rows -> {
                    var row = rows.iterator().next();
                    return new Leftovers(row.getLong("codes"), row.getLong("locked"), row.getLong("mails"),
                            row.getLong("texts"), row.getLong("sessions"), row.getLong("reminders"));
                });
    }

    Future<Void> release(SqlClient tx, Instant until) {
        return run(tx, "insert into restore_release (until) values ($1)"
                + " on conflict (one) do update set until = excluded.until", Rows.time(until)).mapEmpty();
    }

    Future<Boolean> isReleased(SqlClient db, Instant now) {
        return run(db, "select from restore_release where until > $1", Rows.time(now)).map(rows -> rows.size() > 0);
    }

    /** Takes the permission away. False if another server was first, which waits for its transaction. */
    Future<Boolean> takeRelease(SqlClient tx) {
        return run(tx, "delete from restore_release").map(rows -> rows.rowCount() == 1);
    }

    Future<Void> deleteCodes(SqlClient tx) {
        return run(tx, "delete from recipient_code").compose(done -> run(tx, "delete from code")).mapEmpty();
    }

    /** A recipient who had entered a wrong code may have used up the other tries since the backup. */
    Future<Void> lockRecipients(SqlClient tx, int most) {
        return run(tx, "update recipient set wrong_codes = $1 where wrong_codes between 1 and $1 - 1", most).mapEmpty();
    }

    /** A browser that was signed out since the backup must not be signed in again. */
    Future<Void> deleteSessions(SqlClient tx) {
        return run(tx, "delete from session").mapEmpty();
    }

    /**
     * Messages that wait may have been sent since the backup. A mail keeps its words, so that staff can have it sent
     * again; a text with a code that is void does not.
     */
    Future<Void> settleMessages(SqlClient tx, Instant now) {
        return run(tx, """
                with settled as (
                    update outbox set state = 'unknown', settled_at = $1, in_hand = false, refusal = null,
                        payload = case when channel = 'mail' then payload end
                    where state = 'waiting' returning id, transfer_id, channel)
                insert into event (transfer_id, at, kind, outbox_id)
                select transfer_id, $1, channel || '-unknown', id from settled where transfer_id is not null""",
                Rows.time(now)).mapEmpty();
    }

    /** Reminders that were due went out since the backup. */
    Future<Void> settleReminders(SqlClient tx, Instant now) {
        return run(tx, "update request set reminded_at = $1"
                + " where reminded_at is null and answered_at is null and remind_at <= $1", Rows.time(now)).mapEmpty();
    }
}
