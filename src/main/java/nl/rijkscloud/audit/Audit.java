package nl.rijkscloud.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.vault.MasterKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log. Safe for use from any thread, on any number of nodes.
 *
 * <p>An act and its line stand or fall together: {@link #record} and {@link #tally} write in the transaction of the act, and when they fail, so must
 * it. <b>They come last in that transaction, after everything that locks a row.</b> Each takes the lock on the log's head and keeps it until the
 * commit; somebody who then still waits for another row could wait for one whose holder waits for the head. Calling once per transaction, with all
 * that is to be written, keeps the head for the shortest time.
 *
 * <p>{@link #record} is for what changes something and so is limited by itself. What anybody can repeat at will, a wrong link or a look at a report,
 * goes through {@link #tally}: the first in a minute is a line at once, the others are counted and become one more line afterwards ({@link
 * AuditCare}). So nobody fills the log by repeating.
 */
public final class Audit {
    /** Strangers have nothing but their address, of which an attacker may have many: of this many a minute each has lines of its own. */
    static final int STRANGERS_PER_MINUTE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final AuditStore store = new AuditStore();
    private final TallyStore tallies = new TallyStore();
    private final Database database;
    private final Chain chain;
    private final InstantSource clock;

    public Audit(Database database, MasterKey master, InstantSource clock) {
        this.database = database;
        this.chain = new Chain(master);
        this.clock = clock;
    }

    public Future<Void> record(SqlClient tx, AuditEntry... entries) {
        return record(tx, List.of(entries));
    }

    /** Fails, and with it the caller's transaction must, when the log is not as it was left: nothing is added to a log that somebody has cut. */
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
        return Loop.forEach(entries, entry -> tallies.count(tx, minute, entry, STRANGERS_PER_MINUTE).onSuccess(first -> first.ifPresent(fresh::add)))
                .compose(counted -> record(tx, fresh));
    }

    /** For an act that needs no transaction of its own. */
    public Future<Void> tally(AuditEntry entry) {
        return database.inTransaction(tx -> tally(tx, entry));
    }

    /**
     * Writes down a refusal, in a transaction of its own because that of the act is rolled back, and then refuses all the same. Call it outside of
     * any other transaction. A refusal that cannot be written down stays one.
     *
     * @return always {@code failure}
     */
    public <T> Future<T> refused(AuditEntry entry, Throwable failure) {
        if (failure instanceof DatabaseAway) {
            return Future.failedFuture(failure); // nobody was refused anything, and there is nothing to write into
        }
        return tally(entry)
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
                .map(head -> {
                    if (!chain.isGenuine(head)) {
                        throw new IllegalStateException("the head of the audit log is not ours; run audit verify");
                    }
                    return head;
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
        return new Mark(Mark.End.HEAD, place, chain.seal(Mark.End.HEAD, place));
    }
}
