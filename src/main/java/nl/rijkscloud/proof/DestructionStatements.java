package nl.rijkscloud.proof;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail.Unit;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.Quarantine;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.proof.OwedStore.Owed;
import nl.rijkscloud.statement.StatementKind;
import nl.rijkscloud.statement.Statements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs that the documents of ended transfers are gone, after it has seen that they are. Each end owes that by a row
 * that was written with it, so a crash delays a statement and loses none. It deletes the files itself first, also those
 * in quarantine: the deletion right after the end may have failed. A transfer whose files cannot be deleted delays no
 * other. Needs no keys but the one that signs.
 */
final class DestructionStatements {
    static final int PAGE = 100;
    /** Other servers cut running uploads within seconds; until then one could still write. */
    static final Duration SETTLED = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(DestructionStatements.class);
    private static final Cursor FIRST = new Cursor(Instant.EPOCH, new UUID(0, 0));

    private final OwedStore store = new OwedStore();
    private final Database database;
    private final Statements statements;
    private final BlobStore blobs;
    private final WorkerExecutor workers;
    private final Audit audit;
    private final InstantSource clock;

    DestructionStatements(Database database, Statements statements, BlobStore blobs, WorkerExecutor workers,
            Audit audit, InstantSource clock) {
        this.database = database;
        this.statements = statements;
        this.blobs = blobs;
        this.workers = workers;
        this.audit = audit;
        this.clock = clock;
    }

    Future<Void> run(BooleanSupplier stopped) {
        var limit = clock.instant().minus(SETTLED);
        var place = new Cursor[] {FIRST};
        var failed = new AtomicInteger();
        return Loop.whileTrue(() -> store.next(database.client(), limit, place[0], PAGE).compose(page -> {
            page.stream().reduce((one, next) -> next).ifPresent(last -> place[0] = last.place());
            return state(page, stopped, failed).map(done -> page.size() == PAGE && !stopped.getAsBoolean());
        })).onSuccess(done -> {
            if (failed.get() > 1) {
                LOG.error("files of {} ended transfers could not be deleted; it is tried again", failed.get());
            }
        });
    }

    private Future<Void> state(List<Owed> page, BooleanSupplier stopped, AtomicInteger failed) {
        return page.isEmpty() ? Future.succeededFuture() : onWorker(blobs.quarantine()::entries)
                .compose(quarantined -> Loop.forEach(page, owed -> stopped.getAsBoolean()
                        ? Future.succeededFuture()
                        : onWorker(() -> delete(owed, quarantined))
                                .compose(gone -> database.inTransaction(tx -> sign(tx, owed)))
                                .recover(failure -> {
                                    if (failed.getAndIncrement() == 0) {
                                        LOG.error("the destruction of {} cannot be stated yet", owed.transfer(),
                                                failure);
                                    }
                                    return Future.succeededFuture();
                                })));
    }

    /** Runs on a worker. Fails unless the store is there and has none of these files. */
    private Void delete(Owed owed, List<Quarantine.Entry> quarantined) throws IOException {
        for (var document : owed.documents()) {
            blobs.delete(document);
        }
        for (var entry : quarantined) {
            if (owed.documents().contains(entry.document())) {
                blobs.quarantine().delete(entry);
            }
        }
        blobs.confirm(); // a store that is away has no files either
        for (var document : owed.documents()) {
            if (blobs.writtenAt(document).isPresent()) {
                throw new IOException("the file of " + document + " is still there");
            }
        }
        return null;
    }

    /** The statement is signed before the head of the audit log is locked. */
    private Future<Void> sign(SqlClient tx, Owed owed) {
        return store.take(tx, owed.transfer()).compose(first -> first ? statements
                .issuePlain(tx, StatementKind.DESTROYED, owed.transfer(), clock.instant(), () -> content(owed))
                .compose(signed -> audit.record(tx, AuditEntry
                        .done(Actor.SYSTEM, Action.DOCUMENTS_DESTROYED, Subject.transfer(owed.transfer()))
                        .with(Unit.DOCUMENTS, owed.documents().size())
                        .withStatement(signed.map(Statements.Issued::hash))))
                : Future.succeededFuture());
    }

    private static JsonObject content(Owed owed) {
        return new JsonObject()
                .put("language", owed.language())
                .put("number", owed.number())
                .put("transferKind", owed.kind())
                .put("endedAt", owed.endedAt().toString())
                .put("reason", owed.withdrawn() ? "withdrawn" : owed.keyLost() ? "key-lost" : "expired")
                .put("dueAt", owed.withdrawn() || owed.keyLost() ? null : owed.dueAt().toString())
                .put("by", owed.withdrawnBy().map(UUID::toString).orElse(null))
                .put("documentCount", owed.documents().size())
                .put("totalSize", owed.bytes());
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> Future<T> onWorker(Work<T> work) {
        return workers.executeBlocking(work::run, false);
    }
}
