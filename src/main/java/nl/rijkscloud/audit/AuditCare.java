package nl.rijkscloud.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Chain.Mark;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.keys.KeyReload;
import nl.rijkscloud.vault.PurposeKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintains the audit log: turns counts into lines, deletes lines that are too old, and writes the position of the
 * newest line to the server's log, which is kept elsewhere. The custodian runs it; several nodes do not disturb each
 * other. Safe for use from any thread.
 *
 * <p>Old lines are verified before they are deleted. Otherwise someone with access to the database could backdate lines
 * and have the portal delete them.
 */
final class AuditCare {
    private static final Logger LOG = LoggerFactory.getLogger(AuditCare.class);
    private static final Duration LOG_EVERY = Duration.ofHours(1);
    private static final int BATCH = 1000;

    private final AuditStore store = new AuditStore();
    private final TallyStore tallies = new TallyStore();
    private volatile Instant loggedAt = Instant.MIN;
    private final Database database;
    private final Audit audit;
    private final KeyReload reload = new KeyReload();
    private final PurposeKeys keys;
    private final Chain chain;
    private final InstantSource clock;
    private final Duration retention;
    private final BooleanSupplier held;

    /**
     * @param retention how long a line is kept
     * @param held true while the clock is not trusted and nothing may be deleted
     */
    AuditCare(Database database, Audit audit, PurposeKeys keys, InstantSource clock, Duration retention,
            BooleanSupplier held) {
        this.database = database;
        this.audit = audit;
        this.keys = keys;
        this.chain = new Chain(keys);
        this.clock = clock;
        this.retention = retention;
        this.held = held;
    }

    Future<Void> run() {
        return Future.join(settleTallies(), deleteExpired(), logAnchor()).mapEmpty();
    }

    /** Turns counts of past minutes into lines. */
    Future<Void> settleTallies() {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return database.inTransaction(tx -> tallies.take(tx, minute, BATCH).compose(again -> audit.record(tx, again)));
    }

    /** Deletes the oldest expired lines, a batch at a time, and seals the new beginning of the log. */
    Future<Void> deleteExpired() {
        if (held.getAsBoolean()) {
            return Future.succeededFuture();
        }
        var cutoff = clock.instant().minus(retention);
        return database.inTransaction(
                tx -> store.oldest(tx, 1).compose(oldest -> oldest.stream().anyMatch(line -> isOver(line, cutoff))
                ? start(tx).compose(start -> store.oldest(tx, BATCH)
                        .compose(lines -> deleteExpired(tx, start, lines, cutoff)))
                : Future.succeededFuture()));
    }

    private Future<Void> deleteExpired(SqlClient tx, AuditAnchor start, List<AuditStore.Stored> lines, Instant cutoff) {
        var sections = new Sections(keys);
        var place = start;
        for (var stored : lines) {
            if (!isOver(stored, cutoff)) {
                break;
            }
            var before = place;
            place = stored.line()
                    .filter(line -> line.seq() == before.seq() + 1 && sections.follows(before, line))
                    .map(AuditLine::anchor)
                    .orElseThrow(() -> notOurs("line " + stored.seq()));
        }
        var last = place;
        return last.seq() == start.seq()
                ? Future.succeededFuture() // another node was first
                : store.move(tx, mark(last)).compose(moved -> store.forget(tx, last.seq()));
    }

    /** An unreadable line counts as expired too, and stops everything. */
    private static boolean isOver(AuditStore.Stored stored, Instant cutoff) {
        return stored.line().filter(line -> !line.at().isBefore(cutoff)).isEmpty();
    }

    private Future<AuditAnchor> start(SqlClient tx) {
        return store.insert(tx, mark(Chain.ORIGIN)).compose(done -> store.lock(tx, Mark.End.START))
                .compose(found -> found.filter(chain::isGenuine).isPresent() ? Future.succeededFuture(found)
                        : reload.run(tx, keys).map(found))
                .map(found -> found.filter(chain::isGenuine).orElseThrow(() -> notOurs("the start")).place());
    }

    /** Writes it now and then: each position proves all lines before it. */
    private Future<Void> logAnchor() {
        var now = clock.instant();
        if (loggedAt.plus(LOG_EVERY).isAfter(now)) {
            return Future.succeededFuture();
        }
        return store.mark(database.client(), Mark.End.HEAD)
                .onSuccess(found -> found.ifPresent(head -> {
                    loggedAt = now;
                    LOG.info("audit log anchor {}", head.place());
                }))
                .mapEmpty();
    }

    private Mark mark(AuditAnchor place) {
        return new Mark(Mark.End.START, place, chain.seal(Mark.End.START, place));
    }

    private static IllegalStateException notOurs(String what) {
        return new IllegalStateException(
                what + " of the audit log is not ours, nothing is forgotten; run audit verify");
    }
}
