package nl.rijkscloud.scrub;

import io.vertx.core.Future;
import java.time.InstantSource;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.scrub.DocumentReading.State;
import nl.rijkscloud.scrub.ScrubStore.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down which documents are damaged, each once, and which are whole again. Safe for use from any thread. */
final class ScrubFindings {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubFindings.class);

    private final ScrubStore store = new ScrubStore();
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    ScrubFindings(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param part the first one that is damaged */
    Future<Void> settle(Stored document, State state, int part) {
        return switch (state) {
            case GOES_ON, AGAIN -> Future.succeededFuture();
            case WHOLE, UNKNOWN -> document.isKnown() ? forget(document) : Future.succeededFuture();
            case MISSING, CHANGED, UNREADABLE -> record(document, state, part);
        };
    }

    private Future<Void> forget(Stored document) {
        var line = AuditEntry.done(Actor.SYSTEM, Action.DOCUMENT_REREAD,
                Subject.document(document.transfer(), document.id()));
        return database.inTransaction(tx -> store.forget(tx, document.id())
                .compose(known -> known ? audit.record(tx, line) : Future.succeededFuture()));
    }

    private Future<Void> record(Stored document, State state, int part) {
        var line = AuditEntry.refused(Actor.SYSTEM, Action.DOCUMENT_REREAD, Result.DAMAGED,
                Subject.document(document.transfer(), document.id()));
        return database.inTransaction(tx -> store.record(tx, document.id(), state, part, clock.instant())
                .map(recorded -> recorded && !document.isKnown())
                .compose(isNew -> isNew ? audit.record(tx, line).map(true) : Future.succeededFuture(false)))
                .onSuccess(isNew -> {
                    if (isNew) {
                        LOG.error("the stored document {} is {}; put it back from a backup", document.id(),
                                state.word());
                    }
                }).mapEmpty();
    }
}
