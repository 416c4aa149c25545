package nl.rijkscloud.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.rijkscloud.audit.AuditStore.Selection;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Purpose;

/** Reads the log. {@link AuditVerifier} verifies it. Safe for use from any thread. */
public final class AuditReader {
    /**
     * A page of lines, newest first.
     *
     * @param next the value of {@code before} for the next page; empty on the last page
     */
    public record AuditPage(List<AuditLine> lines, Optional<Long> next) {}

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

    /**
     * Returns the newest matching lines, at most {@value #MOST_PER_PAGE}. The cost does not depend on the length of the
     * log.
     */
    public Future<AuditPage> page(AuditQuery query) {
        return store.newest(database.client(), Selection.of(query), MOST_PER_PAGE + 1).map(found -> {
            var lines = lines(found.subList(0, Math.min(found.size(), MOST_PER_PAGE)));
            var next = found.size() > MOST_PER_PAGE ? Optional.of(lines.getLast().seq()) : Optional.<Long>empty();
            return new AuditPage(lines, next);
        });
    }

    /**
     * Passes every matching line that exists now to {@code sink}, oldest first, some hundreds at a time. The next lines
     * are read when {@code sink} has finished with the previous ones, so memory does not depend on their number. Holds
     * no database connection in between. Lines that expire meanwhile may be left out.
     */
    public Future<Void> export(AuditQuery query, Function<List<AuditLine>, Future<Void>> sink) {
        var exports = database.with(Purpose.EXPORT).client();
        return store.last(exports).compose(last -> last.isEmpty()
                ? Future.succeededFuture()
                : new AuditScan(exports, Selection.of(query), last.get(), page,
                        found -> sink.apply(lines(found))).run());
    }

    private static List<AuditLine> lines(List<AuditStore.Stored> found) {
        return found.stream()
                .map(stored -> stored.line().orElseThrow(() -> new IllegalStateException(
                        "line " + stored.seq() + " of the audit log is not ours; run audit verify")))
                .toList();
    }
}
