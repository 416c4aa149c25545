package nl.rijkscloud.restore;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.ledger.LedgerEntry;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import nl.rijkscloud.ledger.LedgerHistory;

/** Lists the steps that a restored database needs before use, and records the operator's confirmation. */
public final class RestorePlan {
    /** The life of a confirmation. The portal continues within seconds of it, or at its next start. */
    public static final Duration RELEASED_FOR = Duration.ofHours(1);

    private final RestoreStore store = new RestoreStore();
    private final Database database;
    private final LedgerHistory history;
    private final InstantSource clock;

    public RestorePlan(Database database, LedgerHistory history, InstantSource clock) {
        this.database = database;
        this.history = history;
        this.clock = clock;
    }

    /** The plan as lines for a person; empty if the database was not put back. */
    public Future<Optional<List<String>>> describe() {
        return history.backup().compose(backup -> backup.isEmpty()
                ? Future.succeededFuture(Optional.<List<String>>empty())
                : history.findRevived(backup.get()).compose(revived -> store.count(database.client(), clock.instant())
                        .map(left -> Optional.of(lines(backup.get(), revived, left)))));
    }

    private static List<String> lines(Instant backup, List<LedgerEntry> revived, RestoreStore.Leftovers left) {
        var withdrawn = revived.stream().filter(end -> end.kind() == Kind.WITHDRAWN).count();
        return List.of(
                "This database is older than its ledger: it was put back from a backup of "
                        + (backup.equals(Instant.EPOCH) ? "before the ledger began" : backup) + ".",
                "Destroyed since then, to be destroyed again:     " + (revived.size() - withdrawn) + " transfers",
                "Withdrawn since then, to be withdrawn again:     " + withdrawn + " transfers",
                "Codes that become void:                          " + left.codes(),
                "Recipients with wrong codes, to be locked:       " + left.locked(),
                "Mails that wait, not sent by themselves:         " + left.mails(),
                "Text messages that wait, not sent:               " + left.texts(),
                "Reminders that were due, not sent:               " + left.reminders(),
                "Sessions that end, of staff and outsiders:       " + left.sessions());
    }

    /** Lets the portal carry the plan out, and records who allowed it in the same transaction. */
    public Future<Void> confirm(Audit audit) {
        var confirmed = AuditEntry.done(Actor.OPERATOR, Action.RESTORE_CONFIRMED, Subject.NONE);
        return database.inTransaction(tx -> store.release(tx, clock.instant().plus(RELEASED_FOR))
                .compose(done -> audit.record(tx, confirmed)));
    }
}
