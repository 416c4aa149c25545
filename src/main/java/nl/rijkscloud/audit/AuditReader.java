package nl.rijkscloud.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Purpose;

/** Shows the log. Whether it is whole, {@link AuditVerifier} tells. Safe for use from any thread. */
public final class AuditReader {
    public static final int MOST_PER_PAGE = 100;

    private final AuditStore store = new AuditStore();
    private final Database database;
    private final int page;

    public AuditReader(Database database) {
        this(database, AuditScan.PAGE);
    }

    /** @param page the most lines that an export reads at once */
    AuditReader(Database database, int page) {
        this.database = database;
        this.page = page;
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
     * Every line that fits and is there at this moment, oldest first, some hundreds at a time; more are read when {@code sink} says that these are
     * away, so that memory does not depend on the number of lines. Holds no connection to the database meanwhile. Lines that become too old to be kept
     * while it runs may be left out.
     */
    public Future<Void> export(AuditQuery query, Function<List<AuditLine>, Future<Void>> sink) {
        var exports = database.with(Purpose.EXPORT).client();
        return store.last(exports).compose(last -> last.isEmpty()
                ? Future.succeededFuture()
                : new AuditScan(exports, Selection.of(query), last.get(), page, found -> sink.apply(lines(found))).run());
    }

    private static List<AuditLine> lines(List<AuditStore.Stored> found) {
        return found.stream()
                .map(stored -> stored.line().orElseThrow(() -> new IllegalStateException(
                        "line " + stored.seq() + " of the audit log is not ours; run audit verify")))
                .toList();
    }
}
