package nl.rijkscloud.bounce;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on mails to contacts that did not arrive. */
final class UnreachedStore {
    /** @param recipient the address to which it went */
    record UnreachedMail(UUID transfer, String recipient) {}

    /**
     * Locks and marks the next mail about which nobody was told. Passes over those that a newer one to the same address
     * has replaced: that one tells.
     */
    Future<Optional<UnreachedMail>> lockNext(SqlClient tx, Instant now) {
        return run(tx, """
                with next as materialized (
                    select id from outbox where channel = 'mail' and template = 'notification' and unreached_at is null
                        and (state in ('refused', 'expired') or delivery = 'bounced')
                    order by id limit 1 for update skip locked)
                update outbox o set unreached_at = $1 from next where o.id = next.id
                returning transfer_id, recipient, exists (
                    select from outbox n where n.transfer_id = o.transfer_id and n.template = o.template
                        and n.recipient = o.recipient and n.created_at > o.created_at) as replaced""", Rows.time(now))
                .map(rows -> Rows.first(rows, row -> new UnreachedMail(
                        row.getUUID("transfer_id"), row.getBoolean("replaced") ? "" : row.getString("recipient"))));
    }

    /** @param letter the mail to the default contact */
    Future<Void> addTold(SqlClient tx, UUID transfer, UUID letter, Instant now) {
        return run(tx, "insert into event (transfer_id, at, kind, outbox_id) values ($1, $2, 'contact-told', $3)",
                transfer, Rows.time(now), letter).mapEmpty();
    }
}
