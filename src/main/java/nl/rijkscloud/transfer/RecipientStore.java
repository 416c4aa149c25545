package nl.rijkscloud.transfer;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.code.CodeMeans;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * The statements on {@code recipient} and {@code receipt}. Each takes the connection, so that callers decide what
 * belongs in one transaction.
 */
public final class RecipientStore {
    public Future<Void> insert(SqlClient db, Recipient recipient) {
        return run(db, "insert into recipient (id, transfer_id, position, name, email, outsider, mobile) "
                + "values ($1, $2, $3, $4, $5, $6, $7)",
                        recipient.id(), recipient.transfer(), recipient.position(), recipient.name(), recipient.email(),
                        recipient.outsider(), recipient.mobile().map(PhoneNumber::e164).orElse(null))
                .mapEmpty();
    }

    public Future<Void> deleteAll(SqlClient db, UUID transfer) {
        return run(db, "delete from recipient where transfer_id = $1", transfer).mapEmpty();
    }

    /** Marks a recipient as replaced, and inserts the next one. */
    Future<Void> replace(SqlClient tx, UUID old, Recipient next, Instant now) {
        return run(tx, "update recipient set replaced_at = $2 where id = $1", old, Rows.time(now))
                .compose(done -> insert(tx, next));
    }

    public Future<Void> changeNumber(SqlClient db, UUID id, PhoneNumber mobile) {
        return run(db, "update recipient set mobile = $2 where id = $1", id, mobile.e164()).mapEmpty();
    }

    /** The recipients of a transfer, in the order in which they were named. */
    public Future<List<Recipient>> ofTransfer(SqlClient db, UUID transfer) {
        return run(db,
                "select * from recipient where transfer_id = $1 and replaced_at is null order by position", transfer)
                .map(rows -> Rows.all(rows, RecipientStore::recipient));
    }

    public Future<Optional<Recipient>> find(SqlClient db, UUID id) {
        return run(db, "select * from recipient where id = $1 and replaced_at is null", id)
                .map(rows -> Rows.first(rows, RecipientStore::recipient));
    }

    /** Records that a recipient has opened the transfer. Returns true the first time. */
    public Future<Boolean> markOpened(SqlClient db, UUID id, Instant now) {
        return run(db, "update recipient set opened_at = $2 where id = $1 and opened_at is null", id, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Records that a recipient has a whole document. Returns true the first time. */
    public Future<Boolean> markReceived(SqlClient db, UUID id, UUID document, Instant now) {
        return run(db, """
                with first as (insert into receipt (recipient_id, document_id, at) values ($1, $2, $3)
                    on conflict do nothing returning 1)
                update recipient set received = received + 1 where id = $1 and exists (select from first)""",
                        id, document, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Records that a recipient has every delivered document, once they have. Returns true the first time. */
    public Future<Boolean> markReceivedAll(SqlClient db, UUID id, Instant now) {
        return run(db, """
                update recipient r set downloaded_at = $2 where r.id = $1 and r.downloaded_at is null
                    and r.received >= (select document_count from transfer where id = r.transfer_id)""",
                        id, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Recipient recipient(Row row) {
        return new Recipient(
                row.getUUID("id"),
                row.getUUID("transfer_id"),
                row.getInteger("position"),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("outsider"),
                Optional.ofNullable(row.getString("mobile")).map(PhoneNumber::new),
                Stream.of(row.getArrayOfStrings("code_means")).map(CodeMeans::of).toList(),
                Rows.optionalInstant(row, "opened_at"),
                Rows.optionalInstant(row, "downloaded_at"));
    }
}
