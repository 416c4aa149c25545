package nl.rijkscloud.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Chain.Mark;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.keys.KeyReload;
import nl.rijkscloud.vault.PurposeKey;
import nl.rijkscloud.vault.PurposeKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log. Safe for use from any thread, on any number of nodes.
 *
 * <p>An act and its line succeed or fail together: {@link #record} and {@link #tally} write in the transaction of the
 * act, which must fail if they fail. <b>Call them last in that transaction, after everything that locks a row.</b> Each
 * takes the lock on the head of the log and keeps it until the commit; a transaction that then waits for another row
 * could wait for one whose holder waits for the head. One call per transaction, with all entries, holds the head for
 * the shortest time.
 *
 * <p>{@link #record} is for acts that change something and so limit themselves. Acts that anyone can repeat at will,
 * such as presenting a wrong link or opening a report, go through {@link #tally}: the first one in a minute becomes a
 * line at once, the others are counted and become one more line later ({@link AuditCare}). So no one fills the log by
 * repetition.
 */
public final class Audit {
    /** The number of unknown sources with lines of their own in one minute; an attacker may have many addresses. */
    static final int STRANGERS_PER_MINUTE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final AuditStore store = new AuditStore();
    private final TallyStore tallies = new TallyStore();
    private final Looks looks;
    private final Database database;
    private final KeyReload reload = new KeyReload();
    private final PurposeKeys keys;
    private final Chain chain;
    private final InstantSource clock;

    public Audit(Database database, PurposeKeys keys, InstantSource clock) {
        this.database = database;
        this.looks = new Looks(database);
        this.keys = keys;
        this.chain = new Chain(keys);
        this.clock = clock;
    }

    public Future<Void> record(SqlClient tx, AuditEntry... entries) {
        return record(tx, List.of(entries));
    }

    /**
     * Fails, and the caller's transaction must fail with it, if the log was changed by others: nothing is added to a
     * log that was cut.
     */
    public Future<Void> record(SqlClient tx, List<AuditEntry> entries) {
        return entries.isEmpty()
                ? Future.succeededFuture()
                : head(tx).compose(head -> append(tx, head.place(), entries));
    }

    public Future<Void> tally(SqlClient tx, AuditEntry... entries) {
        return tally(tx, List.of(entries));
    }

    public Future<Void> tally(SqlClient tx, List<AuditEntry> entries) {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        var fresh = new ArrayList<AuditEntry>();
        return Loop.forEach(entries, entry -> tallies.count(tx, minute, entry, 1, STRANGERS_PER_MINUTE)
                .onSuccess(counted -> {
                    if (counted.first()) {
                        fresh.add(counted.entry());
                    }
                }))
                .compose(counted -> record(tx, fresh));
    }

    /** The same for an act that happened several times in this transaction. */
    public Future<Void> tally(SqlClient tx, AuditEntry entry, int times) {
        return count(tx, entry, times).mapEmpty();
    }

    private Future<AuditEntry> count(SqlClient tx, AuditEntry entry, int times) {
        return tallies.count(tx, clock.instant().truncatedTo(ChronoUnit.MINUTES), entry, times, STRANGERS_PER_MINUTE)
                .compose(counted -> (counted.first() ? record(tx, counted.entry()) : Future.<Void>succeededFuture())
                        .map(counted.entry()));
    }

    /** Records an act without a transaction of its own. */
    public Future<Void> tally(AuditEntry entry) {
        return database.inTransaction(tx -> tally(tx, entry));
    }

    /**
     * Records a look that changes nothing, before it is answered. A crash may lose the last second's count of repeated
     * looks, see {@link Looks}.
     */
    public Future<Void> look(AuditEntry entry) {
        var kind = new Looks.Kind(clock.instant().truncatedTo(ChronoUnit.MINUTES), entry);
        return looks.count(kind)
                ? Future.succeededFuture()
                : database.inTransaction(tx -> count(tx, entry, 1))
                        .onSuccess(counted -> looks.isWritten(kind, counted)).mapEmpty();
    }

    /** Counts repeated looks in memory from now on, and writes them down every second until {@link #settle}. */
    public void startCounting(Vertx vertx, MeterRegistry metrics) {
        looks.bindTo(metrics);
        looks.start(vertx);
    }

    /** Completes when all counts have been written down. Call it before the database is closed. */
    public Future<Void> settle() {
        return looks.stop();
    }

    /**
     * Records a refusal in its own transaction, because that of the act is rolled back, and then refuses. Call it
     * outside any other transaction. The refusal stands even if it cannot be recorded. Repetitions within a minute are
     * counted like those of {@link #look}: a flood of refusals is no flood of transactions.
     *
     * @return always {@code failure}
     */
    public <T> Future<T> refused(AuditEntry entry, Throwable failure) {
        if (failure instanceof DatabaseAway) {
            return Future.failedFuture(failure); // nobody was refused anything, and there is nothing to write into
        }
        return look(entry)
                .onFailure(trouble -> LOG.error("a refusal could not be written into the audit log", trouble))
                .transform(written -> Future.failedFuture(failure));
    }

    private Future<Void> append(SqlClient tx, AuditAnchor head, List<AuditEntry> entries) {
        var now = clock.instant();
        var lines = new ArrayList<AuditLine>();
        var place = head;
        for (var entry : entries) {
            var line = chain.next(place, now, entry);
            lines.add(line);
            place = line.anchor();
        }
        return store.insert(tx, lines).compose(written -> store.move(tx, mark(lines.getLast().anchor())));
    }

    private Future<Mark> head(SqlClient tx) {
        return store.lock(tx, Mark.End.HEAD)
                .compose(found -> found.isPresent() ? Future.succeededFuture(found) : begin(tx))
                .map(Optional::orElseThrow)
                .compose(head -> confirm(tx, head));
    }

    /** Fails if this end is not ours, under any key that was made until now. */
    private Future<Mark> confirm(SqlClient tx, Mark end) {
        return chain.isGenuine(end) ? Future.succeededFuture(end)
                : reload.run(tx, keys).map(done -> {
                    if (!chain.isGenuine(end)) {
                        throw new IllegalStateException("the " + end.end().word()
                                + " of the audit log is not ours; run audit verify");
                    }
                    return end;
                });
    }

    /**
     * Begins a section of the log under a newer key: a line that follows the last one, and both ends sealed anew. Call
     * it last in the transaction that stores the key.
     */
    public Future<Void> beginSection(SqlClient tx, PurposeKey key) {
        var section = new Chain(key);
        var entry = AuditEntry.done(Actor.OPERATOR, Action.AUDIT_KEY_CHANGED, Subject.NONE);
        return head(tx).compose(head -> {
            var line = section.next(head.place(), clock.instant(), entry);
            return store.insert(tx, List.of(line))
                    .compose(done -> store.move(tx, mark(section, Mark.End.HEAD, line.anchor())))
                    .compose(done -> store.insert(tx, mark(section, Mark.End.START, Chain.ORIGIN)))
                    .compose(fresh -> fresh ? Future.succeededFuture() : store.lock(tx, Mark.End.START)
                            .compose(start -> confirm(tx, start.orElseThrow()))
                            .compose(start -> store.move(tx, mark(section, Mark.End.START, start.place()))));
        });
    }

    private Future<Optional<Mark>> begin(SqlClient tx) {
        return store.insert(tx, mark(Chain.ORIGIN))
                .onSuccess(fresh -> {
                    if (fresh) {
                        LOG.warn("a new audit log begins; on anything but a new installation that is wrong");
                    }
                })
                .compose(done -> store.lock(tx, Mark.End.HEAD));
    }

    private Mark mark(AuditAnchor place) {
        return mark(chain, Mark.End.HEAD, place);
    }

    private static Mark mark(Chain chain, Mark.End end, AuditAnchor place) {
        return new Mark(end, place, chain.seal(end, place));
    }
}
