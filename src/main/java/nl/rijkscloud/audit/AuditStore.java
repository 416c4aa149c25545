package nl.rijkscloud.audit;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.AuditEntry.SignedStatement;
import nl.rijkscloud.audit.Chain.Mark;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Source;

/** The statements on {@code audit_entry} and {@code audit_mark}. */
final class AuditStore {
    /** Writes a query as SQL with only the conditions it has, so that PostgreSQL finds the fitting index. */
    record Selection(String where, List<Object> values) {
        static final Selection ALL = new Selection("", List.of());

        /** Selects lines among the numbers above {@code after} and up to {@code until}. */
        Selection between(long after, long until) {
            var more = new ArrayList<>(values);
            more.add(after);
            more.add(until);
            var range = "seq > $" + (more.size() - 1) + " and seq <= $" + more.size();
            return new Selection((where.isEmpty() ? " where " : where + " and ") + range, more);
        }

        static Selection of(AuditQuery query) {
            var conditions = new ArrayList<String>();
            var values = new ArrayList<Object>();
            add(conditions, values, "at >=", query.from().map(Rows::time));
            add(conditions, values, "at <", query.to().map(Rows::time));
            add(conditions, values, "actor_id =", query.actor());
            add(conditions, values, "transfer_id =", query.transfer());
            // as its index has it
            add(conditions, values, "subject in ('account', 'person') and subject_id =", query.subject());
            add(conditions, values, "action =", query.action().map(Action::word));
            add(conditions, values, "seq <", query.before());
            return conditions.isEmpty() ? ALL : new Selection(" where " + String.join(" and ", conditions), values);
        }

        private static void add(List<String> conditions, List<Object> values, String condition, Optional<?> value) {
            value.ifPresent(present -> {
                values.add(present);
                conditions.add(condition + " $" + values.size());
            });
        }
    }

    /** @param line empty if the row holds something that no version of the portal has written */
    record Stored(long seq, byte[] mac, Optional<AuditLine> line) {}

    Future<Optional<Mark>> mark(SqlClient db, Mark.End end) {
        return run(db, "select * from audit_mark where name = $1", end.word())
                .map(rows -> Rows.first(rows, row -> mark(end, row)));
    }

    /**
     * Locks the head against every other change until the transaction ends. All writers wait for it, so a node that
     * stalls must lose it: PostgreSQL ends a transaction that is idle for some seconds, see {@code db.Purpose}. A wait
     * is shorter than that: of nodes that stalled while they waited, one after the other would get the head and hold it
     * as long again. A wait has two steps, and the limit applies to each.
     */
    Future<Optional<Mark>> lock(SqlClient tx, Mark.End end) {
        return run(tx, """
                with wait as materialized (select set_config('lock_timeout', '3s', true))
                select audit_mark.* from wait, audit_mark where name = $1 for update of audit_mark""", end.word())
                .map(rows -> Rows.first(rows, row -> mark(end, row)));
    }

    /** Returns true if there was none. */
    Future<Boolean> insert(SqlClient tx, Mark mark) {
        return run(tx, "insert into audit_mark (name, seq, mac, seal) values ($1, $2, $3, $4) on conflict do nothing",
                        mark.end().word(), mark.place().seq(), Rows.bytes(mark.place().mac()), Rows.bytes(mark.seal()))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Void> move(SqlClient tx, Mark mark) {
        return run(tx, "update audit_mark set seq = $2, mac = $3, seal = $4 where name = $1",
                        mark.end().word(), mark.place().seq(), Rows.bytes(mark.place().mac()), Rows.bytes(mark.seal()))
                .mapEmpty();
    }

    Future<Void> insert(SqlClient tx, List<AuditLine> lines) {
        return tx.preparedQuery("""
                insert into audit_entry (seq, at, action, result, actor, actor_id, source, transfer_id, subject,
                    subject_id,
                    unit, number, mac, statement)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""")
                .executeBatch(lines.stream().map(AuditStore::tuple).toList())
                .mapEmpty();
    }

    /** Inserts lines in their order. */
    Future<List<Stored>> oldest(SqlClient tx, int most) {
        return run(tx, "select * from audit_entry order by seq limit $1", most)
                .map(rows -> Rows.all(rows, AuditStore::stored));
    }

    /** Returns false if the start was moved there before or the database refuses. */
    Future<Void> forget(SqlClient tx, long until) {
        return run(tx, "delete from audit_entry where seq <= $1", until).mapEmpty();
    }

    /** Freezes the view of the database for all that follows. Must be the first statement of its transaction. */
    Future<Void> freeze(SqlClient tx) {
        return run(tx, "set transaction isolation level repeatable read, read only").mapEmpty();
    }

    Future<List<Stored>> newest(SqlClient db, Selection wanted, int most) {
        return run(db, "select * from audit_entry" + wanted.where() + " order by seq desc limit " + most,
                        wanted.values().toArray())
                .map(rows -> Rows.all(rows, AuditStore::stored));
    }

    /**
     * Returns matching lines with numbers above {@code after} and up to {@code until}, in order, at most {@code most}.
     */
    Future<List<Stored>> between(SqlClient db, Selection wanted, long after, long until, int most) {
        var some = wanted.between(after, until);
        return run(db, "select * from audit_entry" + some.where() + " order by seq limit " + most,
                some.values().toArray())
                .map(rows -> Rows.all(rows, AuditStore::stored));
    }

    /** Returns the lowest number of a line above {@code after}. */
    Future<Optional<Long>> following(SqlClient db, long after) {
        return run(db, "select seq from audit_entry where seq > $1 order by seq limit 1", after)
                .map(rows -> Rows.first(rows, row -> row.getLong("seq")));
    }

    Future<Optional<Long>> last(SqlClient db) {
        return run(db, "select seq from audit_entry order by seq desc limit 1")
                .map(rows -> Rows.first(rows, row -> row.getLong("seq")));
    }

    private static Mark mark(Mark.End end, Row row) {
        return new Mark(end, new AuditAnchor(row.getLong("seq"), Rows.bytes(row, "mac")), Rows.bytes(row, "seal"));
    }

    private static Tuple tuple(AuditLine line) {
        var tuple = Tuple.of(line.seq(), Rows.time(line.at()));
        columns(line.entry()).forEach(tuple::addValue);
        return tuple
                .addValue(line.entry().detail().map(detail -> detail.unit().word()).orElse(null))
                .addValue(line.entry().detail().map(Detail::number).orElse(null))
                .addValue(Rows.bytes(line.mac()))
                .addValue(Rows.bytes(line.entry().statement().map(AuditStore::hash).orElse(null)));
    }

    private static byte[] hash(SignedStatement statement) {
        return HexFormat.of().parseHex(statement.hash());
    }

    /** In the order action, result, actor, actor_id, source, transfer_id, subject, subject_id. */
    static List<Object> columns(AuditEntry entry) {
        return Arrays.asList(
                entry.action().word(), entry.result().word(), entry.actor().kind().word(),
                entry.actor().id().orElse(null), entry.actor().source().map(Source::subject).orElse(null),
                entry.subject().transfer().orElse(null), entry.subject().kind().map(Subject.Kind::word).orElse(null),
                entry.subject().id().orElse(null));
    }

    private static Stored stored(Row row) {
        var seq = row.getLong("seq");
        var mac = Rows.bytes(row, "mac");
        try {
            var entry = entry(row, detail(row)).withStatement(
                    Optional.ofNullable(Rows.nullableBytes(row, "statement")).map(HexFormat.of()::formatHex));
            return new Stored(seq, mac, Optional.of(new AuditLine(seq, Rows.instant(row, "at"), entry, mac)));
        } catch (IllegalArgumentException notOurs) {
            return new Stored(seq, mac, Optional.empty());
        }
    }

    private static Optional<Detail> detail(Row row) {
        var unit = Optional.ofNullable(row.getString("unit"));
        var number = Optional.ofNullable(row.getLong("number"));
        if (unit.isPresent() != number.isPresent()) {
            throw new IllegalArgumentException("half a detail");
        }
        return unit.map(word -> new Detail(Detail.Unit.of(word), number.orElseThrow()));
    }

    static AuditEntry entry(Row row, Optional<Detail> detail) {
        var actor = new Actor(
                Actor.Kind.of(row.getString("actor")), id(row, "actor_id"),
                Optional.ofNullable(row.getString("source")).map(Source::new));
        var subject = new Subject(
                id(row, "transfer_id"), Optional.ofNullable(row.getString("subject")).map(Subject.Kind::of),
                id(row, "subject_id"));
        return new AuditEntry(
                actor, Action.of(row.getString("action")), Result.of(row.getString("result")), subject, detail);
    }

    private static Optional<UUID> id(Row row, String column) {
        return Optional.ofNullable(row.getUUID(column));
    }
}
