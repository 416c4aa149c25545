package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.audit.AuditStore.Selection;
import nl.rijkscloud.testing.Explained;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A log with more pages than a recursive reader has stack for. */
final class LongLogTest {
    private static final int LINES = 100_000;
    /** Small pages: as many of them as millions of lines would have. */
    private static final int PAGE = 20;

    private static AuditFixture log;

    @BeforeAll
    static void fill() {
        log = new AuditFixture();
        LongLog.write(log.config, log.purposes, LINES);
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void aLongLogIsVerifiedToItsEnd() {
        var told = new AtomicLong();
        var verifier = new AuditVerifier(log.database, log.purposes, PAGE);

        var found = soon(verifier.verify(Optional.empty(), lines -> told.incrementAndGet()));

        assertThat(found.flaws()).isEmpty();
        assertThat(found.lines()).isEqualTo(LINES);
        assertThat(told).hasValue(LINES / PAGE);
    }

    @Test
    void aLongLogIsExportedToItsEnd() {
        var seen = new AtomicLong();
        var reader = new AuditReader(log.database, PAGE);

        soon(reader.export(AuditQuery.ALL, lines -> {
            assertThat(lines).hasSizeLessThanOrEqualTo(PAGE);
            lines.forEach(line -> assertThat(line.seq()).isEqualTo(seen.incrementAndGet()));
            return Future.succeededFuture();
        }));

        assertThat(seen).hasValue(LINES);
    }

    /** Otherwise a stalled reader keeps old rows alive and a connection busy without end. */
    @Test
    void stalledReaderHoldsNoTransactionOrConnection() {
        var stalled = new AtomicLong();
        var export = new AuditReader(log.database).export(AuditQuery.ALL, lines -> {
            stalled.addAndGet(lines.size());
            return log.vertx.timer(2, TimeUnit.SECONDS).compose(late -> Future.failedFuture("gone"));
        });

        await().untilAsserted(() -> {
            assertThat(stalled).hasValue(AuditScan.PAGE);
            assertThat(log.value("select count(*) from pg_stat_activity where datname = current_database() and pid <> "
                    + "pg_backend_pid()"
                    + " and state <> 'idle'")).isEqualTo("0");
        });
        assertThat(export.otherwiseEmpty().await()).isNull();
        assertThat(stalled).hasValue(AuditScan.PAGE);
    }

    /** The cost of a statement depends neither on the length of the log nor on how few of its lines match. */
    @Test
    void everyStatementReadsAtMostOneWindow() {
        log.sql("analyze audit_entry");
        var lateMoments = AuditQuery.between(Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
                Optional.of(Instant.parse("2026-01-02T00:00:05Z")));
        var some = Selection.of(lateMoments).between(40_000, 40_000 + AuditScan.WINDOW);

        assertThat(Explained.rowsTouched(log.config,
                "select * from audit_entry" + some.where() + " order by seq limit 500", some.values()))
                .isLessThanOrEqualTo(AuditScan.WINDOW);
    }

    @Test
    void timeFilterFindsLinesDeepInTheLog() {
        var from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(90_000);
        var seen = new AtomicLong();

        soon(log.reader.export(AuditQuery.between(Optional.of(from), Optional.of(from.plusSeconds(3))), lines -> {
            lines.forEach(line -> assertThat(line.seq()).isEqualTo(90_000 + seen.getAndIncrement()));
            return Future.succeededFuture();
        }));

        assertThat(seen).hasValue(3);
    }

    private static <T> T soon(Future<T> future) {
        return future.timeout(60, TimeUnit.SECONDS).await();
    }
}
