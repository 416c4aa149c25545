package nl.rijkscloud.report;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.outbox.DeliveryFailure;
import nl.rijkscloud.outbox.OutboundMessage;

/** Reads {@code outbox} and {@code event} for a report. */
final class ReportStore {
    /** @param document the id of the document concerned */
    record StoredEvent(Instant at, String kind, Optional<UUID> document, Optional<String> to) {}

    /** Mails and text messages, oldest first. */
    record Letters(List<Report.Mail> mails, List<Report.Text> texts) {}

    /** Reads only two digits of a number, which are enough to recognise it. */
    Future<Letters> letters(SqlClient db, UUID transfer) {
        return run(db, """
                select channel = 'sms' as text, template, state, delivery, coalesce(delivery_code, refusal) as code,
                    case channel when 'sms' then right(recipient, 2) else recipient end as recipient,
                    coalesce(delivered_at, settled_at, created_at) as at
                from outbox where transfer_id = $1 order by created_at, id""", transfer)
                .map(rows -> {
                    var letters = new Letters(new ArrayList<>(), new ArrayList<>());
                    for (var row : rows) {
                        if (row.getBoolean("text")) {
                            letters.texts().add(text(row));
                        } else {
                            letters.mails().add(mail(row));
                        }
                    }
                    return letters;
                });
    }

    private static Report.Mail mail(Row row) {
        return new Report.Mail(row.getString("template"), row.getString("recipient"), row.getString("state"),
                Optional.ofNullable(row.getString("delivery")),
                DeliveryFailure.of(OutboundMessage.Channel.MAIL, row.getString("state"), row.getString("delivery"),
                        row.getString("code")),
                Rows.instant(row, "at"));
    }

    private static Report.Text text(Row row) {
        return new Report.Text(row.getString("recipient"), row.getString("state"),
                Optional.ofNullable(row.getString("delivery")), Rows.instant(row, "at"));
    }

    /** Newest first. */
    Future<List<StoredEvent>> events(SqlClient db, UUID transfer) {
        return run(db, """
                select e.at, e.kind, e.document_id,
                    coalesce(
                        case o.channel when 'sms' then right(o.recipient, 2) else o.recipient end, r.email) as recipient
                from event e left join outbox o on o.id = e.outbox_id left join recipient r on r.id = e.recipient_id
                where e.transfer_id = $1 order by e.at desc, e.id desc""", transfer)
                .map(rows -> Rows.all(rows, row -> new StoredEvent(
                        Rows.instant(row, "at"),
                        row.getString("kind"),
                        Optional.ofNullable(row.getUUID("document_id")),
                        Optional.ofNullable(row.getString("recipient")))));
    }
}
