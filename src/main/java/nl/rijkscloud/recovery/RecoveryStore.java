package nl.rijkscloud.recovery;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.transfer.TransferNumber;

/** The statements on {@code recovery_export}, and on the recovery key that {@code installation} remembers. */
final class RecoveryStore {
    /** @param recipient whom the download link is for; empty for a report link */
    record Exported(UUID id, UUID transfer, Optional<UUID> recipient, Instant notAfter, boolean imported) {}

    Future<Optional<UUID>> findTransfer(SqlClient db, TransferNumber number) {
        return run(db, "select id from transfer where number = $1 and erased_at is null", number.signs())
                .map(rows -> Rows.first(rows, row -> row.getUUID("id")));
    }

    Future<Void> insert(SqlClient tx, Exported export, Instant now) {
        return run(tx, """
                insert into recovery_export (id, transfer_id, recipient_id, not_after, exported_at)
                values ($1, $2, $3, $4, $5)""", export.id(), export.transfer(), export.recipient().orElse(null),
                        Rows.time(export.notAfter()), Rows.time(now))
                .mapEmpty();
    }

    /** The id of the recovery key that the database remembers, as it is shown. Locks its row. */
    Future<Optional<String>> lockKey(SqlClient tx) {
        return run(tx, "select recovery_key from installation for update")
                .map(rows -> Rows.first(rows, row -> Optional.ofNullable(row.getString("recovery_key")))
                        .flatMap(key -> key));
    }

    Future<Void> setKey(SqlClient tx, Optional<String> key, Instant now) {
        return run(tx, "update installation set recovery_key = $1, recovery_key_since = $2", key.orElse(null),
                Rows.time(now)).mapEmpty();
    }

    /** Locks the row, so that one import finds it unused. */
    Future<Optional<Exported>> lock(SqlClient tx, UUID id) {
        return run(tx, "select * from recovery_export where id = $1 for update", id)
                .map(rows -> Rows.first(rows, row -> new Exported(
                        row.getUUID("id"), row.getUUID("transfer_id"),
                        Optional.ofNullable(row.getUUID("recipient_id")), Rows.instant(row, "not_after"),
                        Rows.optionalInstant(row, "imported_at").isPresent())));
    }

    Future<Void> markImported(SqlClient tx, UUID id, Instant now) {
        return run(tx, "update recovery_export set imported_at = $2 where id = $1", id, Rows.time(now)).mapEmpty();
    }
}
