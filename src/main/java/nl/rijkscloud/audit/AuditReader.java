package nl.rijkscloud.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.rijkscloud.db.Database;

/** Shows the log. Whether it is whole, {@link AuditVerifier} tells. Safe for use from any thread. */
public final class AuditReader {
    public static final int MOST_PER_PAGE = 100;

    private final AuditStore store = new AuditStore();
    private final Database database;

    public AuditReader(Database database) {
        this.database = database;
    }

    /** The newest lines that fit, at most {@value #MOST_PER_PAGE}. The same work however long the log is. */
    public Future<AuditPage> page(AuditQuery query) {
        return store.newest(database.client(), Selection.of(query), MOST_PER_PAGE + 1).map(found -> {
            var lines = lines(found.subList(0, Math.min(found.size(), MOST_PER_PAGE)));
            var next = found.size() > MOST_PER_PAGE ? Optional.of(lines.getLast().seq()) : Optional.<Long>empty();
            return new AuditPage(lines, next);
        });
    }

    /**
     * Every line that fits as it is now, oldest first, some hundreds at a time; more are read when {@code sink} says that these are away, so that
     * memory does not depend on the number of lines. Keeps one connection to the database until the end.
     */
    public Future<Void> export(AuditQuery query, Function<List<AuditLine>, Future<Void>> sink) {
        return database.inTransaction(tx -> store.each(tx, Selection.of(query), found -> sink.apply(lines(found))));
    }

    private static List<AuditLine> lines(List<AuditStore.Stored> found) {
        return found.stream()
                .map(stored -> stored.line().orElseThrow(() -> new IllegalStateException(
                        "line " + stored.seq() + " of the audit log is not ours; run audit verify")))
                .toList();
    }
}
