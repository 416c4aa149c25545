package nl.rijkscloud.proof;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail.Unit;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.statement.Inclusion;
import nl.rijkscloud.statement.MerkleTree;
import nl.rijkscloud.statement.Statements;

/**
 * Signs a head for each day in Dutch time, days without statements included, so that a missing day is seen. Each names
 * the head before it: no statement can be added to an earlier day afterwards. One server makes a head, in a
 * transaction; after an outage the missing days follow one after the other. A statement that was committed late goes
 * into the next head.
 */
final class DayHeads {
    /** From midnight on; longer than any transaction. */
    static final Duration SETTLED = Duration.ofHours(1);

    private final DayHeadStore store = new DayHeadStore();
    private final Vertx vertx;
    private final Database database;
    private final Statements statements;
    private final Audit audit;
    private final InstantSource clock;
    private final BooleanSupplier held;

    /** @param held true while the clock is not trusted */
    DayHeads(Vertx vertx, Database database, Statements statements, Audit audit, InstantSource clock,
            BooleanSupplier held) {
        this.vertx = vertx;
        this.database = database;
        this.statements = statements;
        this.audit = audit;
        this.clock = clock;
        this.held = held;
    }

    Future<Void> run(BooleanSupplier stopped) {
        if (!statements.areOn() || held.getAsBoolean()) {
            return Future.succeededFuture();
        }
        var newest = OfficeTime.day(clock.instant().minus(SETTLED)).minusDays(1);
        return Loop.whileTrue(() -> store.last(database.client()).compose(last -> {
            var day = last.map(done -> done.plusDays(1)).orElse(newest);
            return day.isAfter(newest) || stopped.getAsBoolean()
                    ? Future.succeededFuture(false)
                    : database.inTransaction(tx -> close(tx, day)).map(true);
        }));
    }

    private Future<Void> close(SqlClient tx, LocalDate day) {
        return store.begin(tx, day).compose(first -> first
                ? store.assign(tx, day, OfficeTime.start(day.plusDays(1)))
                        .compose(done -> store.entries(tx, day))
                        .compose(entries -> vertx.executeBlocking(() -> MerkleTree.root(entries), false)
                                .compose(root -> store.before(tx, day)
                                        .compose(before -> sign(tx, day, entries.size(), root, before))))
                : Future.succeededFuture());
    }

    private Future<Void> sign(SqlClient tx, LocalDate day, int count, byte[] root, Optional<String> before) {
        var head = statements.signDayHead(clock.instant(), new JsonObject()
                .put("day", day.toString())
                .put("count", count)
                .put("root", HexFormat.of().formatHex(root))
                .put("previous", before.orElse(null)));
        return store.finish(tx, day, head.hash(), head.text()).compose(done -> audit.record(tx, AuditEntry
                .done(Actor.SYSTEM, Action.DAY_CLOSED, Subject.NONE)
                .with(Unit.ROWS, count)
                .withStatement(Optional.of(head.hash()))));
    }

    /** The proof that the statement with this hash is in the head of a day; empty until there is one. */
    Future<Optional<Inclusion>> find(SqlClient db, byte[] hash) {
        return store.of(db, hash).compose(found -> found
                .map(head -> store.entries(db, head.day())
                        .compose(entries -> vertx.executeBlocking(() -> prove(entries, hash, head.signed()), false)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private static Optional<Inclusion> prove(List<byte[]> entries, byte[] hash, String head) {
        for (var index = 0; index < entries.size(); index++) {
            if (Arrays.equals(entries.get(index), hash)) {
                return Optional.of(new Inclusion(index, entries.size(), MerkleTree.path(entries, index), head));
            }
        }
        return Optional.empty();
    }
}
