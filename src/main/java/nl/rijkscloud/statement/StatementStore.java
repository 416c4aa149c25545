package nl.rijkscloud.statement;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code statement}. */
final class StatementStore {
    /** @param sealed the signed text, sealed under the manifest key of its transfer */
    record Stored(UUID id, byte[] sealed) {}

    Future<Void> insert(SqlClient tx, UUID id, UUID transfer, StatementKind kind, byte[] hash, Instant at,
            byte[] sealed) {
        return run(tx, """
                insert into statement (id, transfer_id, kind, hash, at, sealed) values ($1, $2, $3, $4, $5, $6)""",
                        id, transfer, kind.word(), Rows.bytes(hash), Rows.time(at), Rows.bytes(sealed))
                .mapEmpty();
    }

    /** The kinds of those that are still there, oldest first. */
    Future<List<String>> kinds(SqlClient db, UUID transfer) {
        return run(db, """
                select kind from statement where transfer_id = $1 and sealed is not null
                group by kind order by min(at), kind <> 'received'""", transfer)
                .map(rows -> Rows.all(rows, row -> row.getString("kind")));
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
