package nl.rijkscloud.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every line of the audit log, in its order, to the server's output as a JSON object of its own, and each hour
 * the position of the newest line. Servers take turns. A crash may repeat lines, and never leaves one out: numbers tell
 * a reader. It begins with the first line after it was turned on; {@code audit export} has those before.
 */
final class AuditFeed {
    /** Logback's configuration leads this logger to standard output, without anything around the message. */
    static final String LOGGER = "rijkscloud.audit";
    static final int BATCH = 200;

    private static final Logger LINES = LoggerFactory.getLogger(LOGGER);
    private static final Duration ANCHOR_EVERY = Duration.ofHours(1);

    private final AuditStore log = new AuditStore();
    private final FeedStore feed = new FeedStore();
    private final Database database;
    private final InstantSource clock;
    private volatile Instant anchoredAt = Instant.MIN;

    AuditFeed(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The statements on {@code audit_feed}. */
    static final class FeedStore {
        Future<Void> begin(SqlClient tx) {
            return Database.run(tx, """
                    insert into audit_feed (seq) select coalesce(max(seq), 0) from audit_mark where name = 'head'
                    on conflict do nothing""").mapEmpty();
        }

        /** Empty while another server has it. */
        Future<Optional<Long>> lock(SqlClient tx) {
            return Database.run(tx, "select seq from audit_feed for update skip locked")
                    .map(rows -> Rows.first(rows, row -> row.getLong("seq")));
        }

        Future<Void> move(SqlClient tx, long seq) {
            return Database.run(tx, "update audit_feed set seq = $1", seq).mapEmpty();
        }
    }

    /** Writes the new lines. Fails if the operator's logging cannot take them; it then skips none. */
    Future<Void> run() {
        return LINES.isInfoEnabled()
                ? Loop.whileTrue(() -> database.inTransaction(this::writeSome))
                : Future.failedFuture("audit.lines: the configuration of logging has no logger " + LOGGER);
    }

    private Future<Boolean> writeSome(SqlClient tx) {
        return feed.begin(tx).compose(begun -> feed.lock(tx)).compose(place -> place.isEmpty()
                ? Future.succeededFuture(false)
                : log.between(tx, AuditStore.Selection.ALL, place.get(), Long.MAX_VALUE, BATCH)
                        .compose(found -> write(tx, found)));
    }

    private Future<Boolean> write(SqlClient tx, List<AuditStore.Stored> found) {
        found.forEach(stored -> LINES.info(text(stored)));
        return (found.isEmpty() ? Future.<Void>succeededFuture() : feed.move(tx, found.getLast().seq()))
                .compose(moved -> found.size() < BATCH ? anchor(tx) : Future.succeededFuture())
                .map(done -> found.size() == BATCH);
    }

    private Future<Void> anchor(SqlClient tx) {
        var now = clock.instant();
        if (anchoredAt.plus(ANCHOR_EVERY).isAfter(now)) {
            return Future.succeededFuture();
        }
        return log.mark(tx, Chain.Mark.End.HEAD).onSuccess(head -> head.ifPresent(mark -> {
            anchoredAt = now;
            LINES.info("{\"type\":\"audit-anchor\",\"at\":\"" + now + "\",\"seq\":" + mark.place().seq() + ",\"mac\":\""
                    + HexFormat.of().formatHex(mark.place().mac()) + "\"}");
        })).mapEmpty();
    }

    /** A newer server may have written lines that this one cannot read. */
    private static String text(AuditStore.Stored stored) {
        return "{\"type\":\"audit-line\"," + stored.line().map(AuditLine::json)
                .orElse("{\"seq\":" + stored.seq() + ",\"unreadable\":true}").substring(1);
    }
}
