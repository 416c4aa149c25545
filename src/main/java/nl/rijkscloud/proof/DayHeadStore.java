package nl.rijkscloud.proof;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.db.Rows;

/** The statements on {@code day_head}, and on the days of signed statements. */
final class DayHeadStore {
    /** @param signed the head as text */
    record Head(LocalDate day, String signed) {}

    Future<Optional<LocalDate>> last(SqlClient db) {
        return run(db, "select max(day) as day from day_head")
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("day")));
    }

    /** @return false if another server has made the head of this day; waits for one that is making it */
    Future<Boolean> begin(SqlClient tx, LocalDate day) {
        return run(tx, "insert into day_head (day) values ($1) on conflict do nothing", day)
                .map(rows -> rows.rowCount() > 0);
    }

    /** Puts all statements into this day that were made before its end and are in no day yet. */
    Future<Void> assign(SqlClient tx, LocalDate day, Instant end) {
        return run(tx, "update statement set day = $1 where day is null and at < $2", day, Rows.time(end)).mapEmpty();
    }

    /** The hashes of a day in the order of its tree. */
    Future<List<byte[]>> entries(SqlClient db, LocalDate day) {
        return run(db, "select hash from statement where day = $1 order by hash", day)
                .map(rows -> Rows.all(rows, row -> Rows.bytes(row, "hash")));
    }

    /** The hash of the head before this day. */
    Future<Optional<String>> before(SqlClient tx, LocalDate day) {
        return run(tx, "select hash from day_head where day < $1 order by day desc limit 1", day)
                .map(rows -> Rows.first(rows, row -> HexFormat.of().formatHex(Rows.bytes(row, "hash"))));
    }

    Future<Void> finish(SqlClient tx, LocalDate day, String hash, String signed) {
        return run(tx, "update day_head set hash = $2, signed = $3 where day = $1", day,
                        Rows.bytes(HexFormat.of().parseHex(hash)),
                        Rows.bytes(signed.getBytes(StandardCharsets.US_ASCII)))
                .mapEmpty();
    }

    /** The head that has the statement with this hash. */
    Future<Optional<Head>> of(SqlClient db, byte[] hash) {
        return run(db, "select d.day, d.signed from statement s join day_head d on d.day = s.day where s.hash = $1",
                        Rows.bytes(hash))
                .map(rows -> Rows.first(rows, row -> new Head(row.getLocalDate("day"),
                        new String(Rows.bytes(row, "signed"), StandardCharsets.US_ASCII))));
    }
}
