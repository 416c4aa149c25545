package nl.rijkscloud.audit;

import io.vertx.core.Future;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.vault.MasterKey;

/**
 * Reads the whole log as it is at one moment and says whether it is as the portal wrote it. Disturbs nobody who writes. Safe for use from any thread.
 *
 * <p>Found is every change, removal, insertion and reordering, and an end that was cut. Not found is a database that was put back as a whole to an
 * earlier state of its own: that takes an anchor which was kept elsewhere.
 */
public final class AuditVerifier {
    private final AuditStore store = new AuditStore();
    private final Database database;
    private final Chain chain;

    public AuditVerifier(Database database, MasterKey master) {
        this.database = database;
        this.chain = new Chain(master);
    }

    /** @param anchor a place that the log had reached before */
    public Future<Verification> verify(Optional<AuditAnchor> anchor) {
        return database.inTransaction(tx -> store.freeze(tx)
                .compose(frozen -> store.mark(tx, Mark.End.START))
                .compose(start -> store.mark(tx, Mark.End.HEAD).map(head -> new Walk(chain, start, head, anchor)))
                .compose(walk -> store.each(tx, Selection.ALL, lines -> {
                    lines.forEach(walk::see);
                    return Future.succeededFuture();
                }).map(done -> walk.end())));
    }
}
