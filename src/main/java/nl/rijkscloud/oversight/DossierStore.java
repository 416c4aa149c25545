package nl.rijkscloud.oversight;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.outbox.DeliveryFailure;
import nl.rijkscloud.outbox.OutboundMessage;

/** Reads messages, links and events for the page of one transfer. */
final class DossierStore {
    /** Oldest first. Reads only the end of a phone number, because not everybody who sees the page needs all of it. */
    Future<List<Dossier.Sent>> messages(SqlClient db, UUID transfer) {
        return run(db, """
                select id, channel, template,
                    case channel when 'sms' then right(recipient, 2) else recipient end as recipient,
                    state, delivery, coalesce(delivery_code, refusal) as code,
                    coalesce(delivered_at, settled_at, created_at) as at
                from outbox where transfer_id = $1 order by created_at, id""", transfer)
                .map(rows -> Rows.all(rows, DossierStore::sent));
    }

    private static Dossier.Sent sent(Row row) {
        var channel = row.getString("channel").equals("sms")
                ? OutboundMessage.Channel.SMS
                : OutboundMessage.Channel.MAIL;
        return new Dossier.Sent(
                row.getUUID("id"), channel, row.getString("template"), row.getString("recipient"),
                row.getString("state"), Optional.ofNullable(row.getString("delivery")),
                DeliveryFailure.of(channel, row.getString("state"), row.getString("delivery"), row.getString("code")),
                Rows.instant(row, "at"));
    }

    Future<List<Dossier.Link>> links(SqlClient db, UUID transfer, Instant now) {
        return run(db, """
                select l.kind, coalesce(r.email, t.sender_email) as address, l.created_at
                from link l join transfer t on t.id = l.transfer_id left join recipient r on r.id = l.recipient_id
                where l.transfer_id = $1 and l.expires_at > $2 and t.expires_at > $2 and l.kind <> 'phone' order by l.created_at, l.id""",
                        transfer, Rows.time(now))
                .map(rows -> Rows.all(rows, row -> new Dossier.Link(
                        row.getString("kind"), row.getString("address"), Rows.instant(row, "created_at"))));
    }

    Future<List<Dossier.Event>> events(SqlClient db, UUID transfer) {
        return run(db, """
                select e.at, e.kind, e.document_id, s.name as staff,
                    coalesce(r.email, case o.channel when 'mail' then o.recipient end) as address
                from event e left join outbox o on o.id = e.outbox_id left join recipient r on r.id = e.recipient_id
                    left join staff s on s.id = e.staff_id
                where e.transfer_id = $1 order by e.at desc, e.id desc""", transfer)
                .map(rows -> Rows.all(rows, row -> new Dossier.Event(
                        Rows.instant(row, "at"), row.getString("kind"), Optional.ofNullable(row.getUUID("document_id")),
                        Optional.ofNullable(row.getString("staff")), Optional.ofNullable(row.getString("address")))));
    }

    /** The moment of the newest reminder to each recipient, and to the sender under the empty key. */
    Future<Map<Optional<UUID>, Instant>> reminders(SqlClient db, UUID transfer) {
        return run(db, """
                select recipient_id, max(at) as at from event where transfer_id = $1 and kind = 'reminded'
                group by recipient_id""", transfer)
                .map(rows -> {
                    var newest = new HashMap<Optional<UUID>, Instant>();
                    rows.forEach(row -> newest.put(
                            Optional.ofNullable(row.getUUID("recipient_id")), Rows.instant(row, "at")));
                    return newest;
                });
    }

    /** The legal hold that lasts. */
    Future<Optional<Dossier.Hold>> hold(SqlClient db, UUID transfer, Instant now) {
        return run(db, """
                select h.until, h.reason, s.name from legal_hold h join staff s on s.id = h.set_by
                where h.transfer_id = $1 and h.lifted_at is null and h.until > $2""", transfer, Rows.time(now))
                .map(rows -> Rows.first(rows, row -> new Dossier.Hold(
                        Rows.instant(row, "until"), row.getString("reason"), row.getString("name"))));
    }

    /** Finds the recipients with at least this many wrong codes. */
    Future<Set<UUID>> findLocked(SqlClient db, UUID transfer, int wrongCodes) {
        return run(db, "select id from recipient where transfer_id = $1 and replaced_at is null and wrong_codes >= $2",
                        transfer, wrongCodes)
                .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getUUID("id"))));
    }
}
