package nl.rijkscloud.outbox;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import org.jspecify.annotations.Nullable;

/** The statements that put messages into the outbox and take them back, each in the caller's transaction. */
final class MessageStore {
    /** @param notBefore null for a message that is due at once */
    Future<Void> insert(SqlClient tx, UUID id, OutboundMessage message, byte[] payload, Instant now,
            @Nullable Instant notBefore) {
        var due = notBefore == null ? now : notBefore;
        return run(tx, """
                insert into outbox (
                    id, channel, transfer_id, template, language, recipient, payload, due_at, expires_at, created_at,
                        not_before)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
                        id, message.channel().sql(), message.transfer(), message.template(), message.language().code(),
                        message.recipient(), Rows.bytes(payload), Rows.time(due),
                        Rows.time(due.plus(message.retryFor())), Rows.time(now), Rows.time(notBefore))
                .mapEmpty();
    }

    Future<Void> withdraw(SqlClient tx, UUID id) {
        return withdraw(tx, "id = $1", id);
    }

    Future<Void> withdraw(SqlClient tx, UUID transfer, String template, String recipient) {
        return withdraw(tx, "transfer_id = $1 and template = $2 and recipient = $3", transfer, template, recipient);
    }

    /** A message in an unknown state stays as a row, without its payload. */
    private static Future<Void> withdraw(SqlClient tx, String which, Object... values) {
        return run(tx, """
                with kept as (update outbox set payload = null where %1$s and state = 'unknown' and payload is not null)
                delete from outbox where %1$s and state = 'waiting'""".formatted(which), values).mapEmpty();
    }

    Future<Void> cancel(SqlClient tx, UUID transfer, Instant now) {
        return run(tx, """
                update outbox set payload = null, settled_at = coalesce(settled_at, $2),
                    state = case state when 'waiting' then 'cancelled' else state end
                where transfer_id = $1 and state in ('waiting', 'unknown')""", transfer, Rows.time(now)).mapEmpty();
    }
}
