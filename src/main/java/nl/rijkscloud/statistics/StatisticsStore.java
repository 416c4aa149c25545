package nl.rijkscloud.statistics;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.statistics.Figures.Count;
import nl.rijkscloud.statistics.Statistics.Asked;
import nl.rijkscloud.transfer.Transfer;
import org.jspecify.annotations.Nullable;

/** The statements on the figures. They read the sums and the facts that are not in a sum yet. */
final class StatisticsStore {
    private static final int BATCH = 10_000;
    private static final String SUMS = """
            sum(number)::bigint as number, sum(documents)::bigint as documents, sum(bytes)::bigint as bytes""";

    record OfMonth(YearMonth month, String kind, Count count) {}

    record OfDepartment(String department, Count count) {}

    record Department(String email, String name) {}

    /**
     * Moves facts into the sums in one statement, so that a crash loses and doubles none. Two servers take different
     * rows, and write the sums in the same order.
     *
     * @return false if there was nothing to do
     */
    Future<Boolean> addUp(SqlClient db) {
        return run(db, """
                with taken as (delete from new_figure where id in
                    (select id from new_figure order by id limit $1 for update skip locked) returning *)
                insert into figure (day, kind, department, what, band, number, documents, bytes)
                select day, kind, department, what, band, sum(number), sum(documents), sum(bytes) from taken
                group by day, kind, department, what, band order by day, kind, department, what, band
                on conflict (day, kind, department, what, band) do update set
                    number = figure.number + excluded.number, documents = figure.documents + excluded.documents,
                    bytes = figure.bytes + excluded.bytes""", BATCH)
                .map(rows -> rows.rowCount() > 0);
    }

    Future<List<OfMonth>> months(SqlClient db, Asked asked) {
        return run(db, "select to_char(day, 'YYYY-MM') as month, kind, what, band, " + SUMS + """
                 from figure_now where day >= $1 and day < $2 and ($3::text is null or kind = $3)
                    and ($4::text is null or department = $4)
                group by 1, 2, 3, 4""", asked.first(), asked.end(), kind(asked), department(asked))
                .map(rows -> Rows.all(rows, row -> new OfMonth(
                        YearMonth.parse(row.getString("month")), row.getString("kind"), count(row))));
    }

    /** Those of all departments. */
    Future<List<OfDepartment>> departments(SqlClient db, Asked asked) {
        return run(db, "select department, what, band, " + SUMS + """
                 from figure_now where day >= $1 and day < $2 and ($3::text is null or kind = $3)
                group by 1, 2, 3""", asked.first(), asked.end(), kind(asked))
                .map(rows -> Rows.all(rows, row -> new OfDepartment(row.getString("department"), count(row))));
    }

    /** Departments that there are or that have figures, by name. One that was removed has its address for a name. */
    Future<List<Department>> names(SqlClient db) {
        return run(db, """
                select email, coalesce(d.name, email) as name
                from (select email from department union select department from figure_now where department <> '') known
                left join department d using (email) order by lower(coalesce(d.name, email)), email""")
                .map(rows -> Rows.all(rows, row -> new Department(row.getString("email"), row.getString("name"))));
    }

    /** The first day that has a figure; empty as long as none has. */
    Future<Optional<LocalDate>> since(SqlClient db) {
        return run(db, "select min(day) as day from figure_now")
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("day")));
    }

    private static @Nullable String kind(Asked asked) {
        return asked.kind().map(Transfer.Kind::sql).orElse(null);
    }

    private static @Nullable String department(Asked asked) {
        return asked.department().map(one -> one.equals(Asked.NONE) ? "" : one).orElse(null);
    }

    private static Count count(Row row) {
        return new Count(row.getString("what"), row.getString("band"), row.getLong("number"), row.getLong("documents"),
                row.getLong("bytes"));
    }
}
