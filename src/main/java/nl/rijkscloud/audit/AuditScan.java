package nl.rijkscloud.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.function.Function;
import nl.rijkscloud.audit.AuditStore.Selection;
import nl.rijkscloud.audit.AuditStore.Stored;
import nl.rijkscloud.kernel.Loop;

/**
 * Reads the log once, oldest line first, page by page. Each page is a short statement of its own, so that nothing is
 * held at the database while the receiver is slow. A page has at most {@link #PAGE} lines out of at most {@link
 * #WINDOW} that the database looks at: time and memory of a statement depend neither on the length of the log nor on
 * how few lines match. A gap in the numbers costs one statement, however wide it is.
 *
 * <p>One instance serves one reading. Its state needs no lock, because the steps of a {@link Loop} never overlap.
 */
final class AuditScan {
    static final int PAGE = 500;
    static final int WINDOW = 20_000;

    private final AuditStore store = new AuditStore();
    private final SqlClient db;
    private final Selection wanted;
    private final long until;
    private final int page;
    private final Function<List<Stored>, Future<Void>> sink;
    private long after = Long.MIN_VALUE;

    /**
     * @param until the highest number to read
     * @param page the most lines that {@code sink} receives at once; it receives the next ones when its future has
     *     succeeded
     */
    AuditScan(SqlClient db, Selection wanted, long until, int page, Function<List<Stored>, Future<Void>> sink) {
        this.db = db;
        this.wanted = wanted;
        this.until = until;
        this.page = page;
        this.sink = sink;
    }

    /** Succeeds when {@code sink} has finished with the last page; fails with it or with the database. */
    Future<Void> run() {
        return skip(after).compose(any -> any ? Loop.whileTrue(this::step) : Future.succeededFuture());
    }

    private Future<Boolean> step() {
        var end = after > until - WINDOW ? until : after + WINDOW;
        return store.between(db, wanted, after, end, page)
                .compose(found -> found.isEmpty() ? skip(end) : hand(found, end));
    }

    private Future<Boolean> hand(List<Stored> found, long end) {
        after = found.size() < page ? end : found.getLast().seq();
        return sink.apply(found).map(done -> after < until);
    }

    /** Moves to the position before the next line; false if there is none. */
    private Future<Boolean> skip(long end) {
        return store.following(db, end).map(next -> {
            next.ifPresent(seq -> after = seq - 1);
            return next.filter(seq -> seq <= until).isPresent();
        });
    }
}
