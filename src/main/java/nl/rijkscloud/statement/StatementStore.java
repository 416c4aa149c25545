package nl.rijkscloud.statement;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Cursor;

/** The statements on {@code statement}. */
final class StatementStore {
    /** @param sealed the signed text, sealed under the manifest key of its transfer */
    record Stored(UUID id, byte[] sealed) {}

    /** @return false if there is one already of the kinds that a recipient has one of */
    Future<Boolean> insert(SqlClient tx, UUID id, UUID transfer, StatementKind kind, Optional<UUID> recipient,
            byte[] hash, Instant at, byte[] sealed) {
        return run(tx, """
                insert into statement (id, transfer_id, kind, recipient_id, hash, at, sealed)
                values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""",
                        id, transfer, kind.word(), recipient.orElse(null), Rows.bytes(hash), Rows.time(at),
                        Rows.bytes(sealed))
                .map(rows -> rows.rowCount() > 0);
    }

    /** @param text the signed text, which holds no content and lies in the clear */
    Future<Void> insertPlain(SqlClient tx, UUID id, UUID transfer, StatementKind kind, byte[] hash, Instant at,
            byte[] text) {
        return run(tx, """
                insert into statement (id, transfer_id, kind, hash, at, plain) values ($1, $2, $3, $4, $5, $6)""",
                        id, transfer, kind.word(), Rows.bytes(hash), Rows.time(at), Rows.bytes(text))
                .mapEmpty();
    }

    /**
     * The texts in the clear about the transfer of a statement, oldest first.
     *
     * @return empty if there is no statement with this hash
     */
    Future<Optional<List<byte[]>>> plainBeside(SqlClient db, byte[] hash) {
        return run(db, """
                select other.plain from statement held
                left join statement other on other.transfer_id = held.transfer_id and other.plain is not null
                where held.hash = $1 order by other.at, other.id""", Rows.bytes(hash))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(Rows.all(rows,
                        row -> Optional.ofNullable(Rows.nullableBytes(row, "plain")))
                        .stream().flatMap(Optional::stream).toList()));
    }

    /** The text in the clear with this hash. */
    Future<Optional<byte[]>> findPlain(SqlClient db, byte[] hash) {
        return run(db, "select plain from statement where hash = $1 and plain is not null", Rows.bytes(hash))
                .map(rows -> Rows.first(rows, row -> Rows.bytes(row, "plain")));
    }

    /** A page of the texts in the clear about ends, newest first. */
    Future<List<Statements.Plain>> plain(SqlClient db, Optional<Instant> from, Optional<Instant> to,
            Optional<Cursor> before, int most) {
        return run(db, """
                select id, at, plain from statement where plain is not null and kind in ('withdrawn', 'destroyed')
                    and ($1::timestamptz is null or at >= $1) and ($2::timestamptz is null or at < $2)
                    and ($3::timestamptz is null or (at, id) < ($3, $4)) order by at desc, id desc limit $5""",
                        Rows.time(from.orElse(null)), Rows.time(to.orElse(null)),
                        Rows.time(before.map(Cursor::createdAt).orElse(null)), before.map(Cursor::id).orElse(null),
                        most)
                .map(rows -> Rows.all(rows, row -> new Statements.Plain(
                        new Cursor(Rows.instant(row, "at"), row.getUUID("id")),
                        new String(Rows.bytes(row, "plain"), StandardCharsets.US_ASCII))));
    }

    /** Those that are still there, oldest first. */
    Future<List<Statements.Listed>> list(SqlClient db, UUID transfer) {
        return run(db, """
                select id, kind, at, recipient_id from statement where transfer_id = $1 and sealed is not null
                order by at, kind <> 'received', id""", transfer)
                .map(rows -> Rows.all(rows, row -> new Statements.Listed(
                        row.getUUID("id"), row.getString("kind"), Rows.instant(row, "at"),
                        Optional.ofNullable(row.getUUID("recipient_id")))));
    }

    Future<Optional<Stored>> find(SqlClient db, UUID transfer, UUID id) {
        return run(db, """
                select id, sealed from statement where transfer_id = $1 and id = $2 and sealed is not null""", transfer,
                        id)
                .map(rows -> Rows.first(rows, row -> new Stored(row.getUUID("id"), Rows.bytes(row, "sealed"))));
    }

    /** The newest one of these kinds that is still there. */
    Future<Optional<Stored>> newest(SqlClient db, UUID transfer, List<StatementKind> kinds) {
        return run(db, """
                select id, sealed from statement
                where transfer_id = $1 and kind = any ($2) and sealed is not null
                order by at desc, kind = 'received' limit 1""",
                        transfer, kinds.stream().map(StatementKind::word).toArray(String[]::new))
                .map(rows -> Rows.first(rows, row -> new Stored(row.getUUID("id"), Rows.bytes(row, "sealed"))));
    }
}
