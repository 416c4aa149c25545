package nl.rijkscloud.audit;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.LongConsumer;
import nl.rijkscloud.audit.AuditStore.Selection;
import nl.rijkscloud.audit.Chain.Mark;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Purpose;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Verifies the whole log as of one moment. Does not disturb writers. Safe for use from any thread.
 *
 * <p>It finds every change, removal, insertion and reordering of lines, and a cut end. It cannot find a database that
 * was restored as a whole to an earlier state; that takes an anchor that was kept elsewhere.
 */
public final class AuditVerifier {
    private final AuditStore store = new AuditStore();
    private final Database database;
    private final PurposeKeys keys;
    private final int page;

    public AuditVerifier(Database database, PurposeKeys keys) {
        this(database, keys, AuditScan.PAGE);
    }

    /** @param page the number of lines that are read at once */
    AuditVerifier(Database database, PurposeKeys keys, int page) {
        this.database = database;
        this.keys = keys;
        this.page = page;
    }

    public Future<Verification> verify(Optional<AuditAnchor> anchor) {
        return verify(anchor, lines -> {});
    }

    /**
     * @param anchor a position that the log had reached before
     * @param progress receives the number of lines read, now and then
     */
    public Future<Verification> verify(Optional<AuditAnchor> anchor, LongConsumer progress) {
        return database.with(Purpose.EXPORT).inTransaction(tx -> store.freeze(tx)
                .compose(frozen -> store.mark(tx, Mark.End.START))
                .compose(start -> store.mark(tx, Mark.End.HEAD).map(head -> new Walk(keys, start, head, anchor)))
                .compose(walk -> new AuditScan(tx, Selection.ALL, Long.MAX_VALUE, page, lines -> {
                    lines.forEach(walk::check);
                    progress.accept(walk.lines());
                    return Future.succeededFuture();
                }).run().map(done -> walk.end())));
    }
}
