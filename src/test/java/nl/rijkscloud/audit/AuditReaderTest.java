package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditReaderTest {
    private static final int LINES = 1234;

    private static AuditFixture log;
    private static Instant halfway;

    /** Every third line is a download by Sanne, the others are destructions; half of all lines are an hour later. */
    @BeforeAll
    static void fill() {
        log = new AuditFixture();
        write(LINES / 2);
        log.clock.advance(Duration.ofHours(1));
        halfway = log.clock.instant();
        write(LINES - LINES / 2);
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void pagesGoFromTheNewestToTheOldestAndMissNothing() {
        var seen = new ArrayList<Long>();
        var next = Optional.<Long>empty();
        do {
            var page = log.reader.page(new AuditQuery(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), next)).await();
            page.lines().forEach(line -> seen.add(line.seq()));
            next = page.next();
        } while (next.isPresent());

        assertThat(seen)
                .isEqualTo(LongStream.rangeClosed(1, LINES).boxed().sorted(Collections.reverseOrder()).toList());
    }

    @Test
    void filtersNarrowByTimeActorTransferAndAction() {
        var none = Optional.<UUID>empty();
        var sanne = Optional.of(AuditFixture.SANNE);
        var downloads = all(new AuditQuery(Optional.empty(), Optional.empty(), sanne, none, none, Optional.empty(),
                Optional.empty()));
        var late = all(AuditQuery.between(Optional.of(halfway), Optional.empty()));
        var early = all(AuditQuery.between(Optional.empty(), Optional.of(halfway)));
        var both = all(new AuditQuery(
                Optional.of(halfway), Optional.empty(), sanne, Optional.of(AuditFixture.TRANSFER), none,
                Optional.of(Action.DOCUMENT_DOWNLOADED), Optional.empty()));

        assertThat(downloads).hasSize(412).allMatch(line -> line.entry().actor().id().equals(sanne));
        assertThat(late).hasSize(LINES / 2);
        assertThat(early).hasSize(LINES / 2).noneMatch(late::contains);
        assertThat(both).hasSize(206);
        assertThat(all(new AuditQuery(
                Optional.empty(), Optional.empty(), none, none, none, Optional.of(Action.SIGNED_IN), Optional.empty())))
                .isEmpty();
    }

    @Test
    void exportReturnsAllLinesInOrderAndWaitsForItsReader() {
        var open = new ArrayList<List<AuditLine>>();
        var sizes = new ArrayList<Integer>();

        log.reader.export(AuditQuery.ALL, some -> {
            assertThat(open).isEmpty(); // the batch before has been taken
            open.add(some);
            sizes.add(some.size());
            return log.vertx.timer(5).map(gone -> {
                open.clear();
                return null;
            });
        }).await();

        assertThat(sizes).containsExactly(500, 500, 234);
    }

    @Test
    void everyExportedLineIsOneJsonObjectWithAllFields() {
        var lines = all(AuditQuery.ALL);

        assertThat(lines).extracting(AuditLine::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, LINES).boxed().toList());
        assertThat(new JsonObject(lines.getFirst().json()).fieldNames()).containsExactly(
                "seq", "at", "action", "result", "actor", "actorId", "source", "transfer", "subject", "subjectId",
                "documents", "statement", "mac");
        assertThat(lines).allSatisfy(line -> {
            var json = new JsonObject(line.json());
            assertThat(json.getLong("seq")).isEqualTo(line.seq());
            assertThat(json.getInstant("at")).isEqualTo(line.at());
            assertThat(json.getString("mac")).hasSize(64);
            assertThat(line.json()).doesNotContain("\n");
        });
    }

    private static List<AuditLine> all(AuditQuery query) {
        var lines = new ArrayList<AuditLine>();
        log.reader.export(query, some -> {
            lines.addAll(some);
            return Future.succeededFuture();
        }).await();
        return lines;
    }

    private static void write(int count) {
        var entries = IntStream.range(0, count)
                .mapToObj(i -> i % 3 == 0 ? AuditFixture.full() : AuditFixture.destroyed()).toList();
        log.database.inTransaction(tx -> log.audit.record(tx, entries)).await();
    }
}
