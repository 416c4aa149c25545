package nl.rijkscloud.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.blob.StoreToDamage;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ScrubPace;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scrub finds exactly the damage on both stores; a pass continues after a restart. */
final class ScrubTest {
    private static final Duration EVERY = Duration.ofDays(7);
    private static final int MIB = 1 << 20;
    private static final int LENGTH = 200_000;
    private static final int TWO_PARTS = 67 * MIB;
    /** Behind the first block, in the content of the first segment. */
    private static final int IN_CONTENT = 5000;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final UUID transfer = UUID.randomUUID();
    private Config.Database config;
    private Database database;
    private WorkerExecutor workers;
    private StoreToDamage store;

    @BeforeEach
    void open() throws IOException {
        config = TestDatabase.fresh();
        database = Database.open(vertx, config);
        workers = vertx.createSharedWorkerExecutor("scrub-test", 1);
        store = StoreToDamage.inFolder(folder);
        TestDatabase.sql(config, """
                insert into transfer (
                    id, kind, state, language, sender_name, sender_email, contact_name, contact_email, created_at,
                        expires_at)
                values ('%s', 'submitted', 'open', 'nl', 'A', 'a@voorbeeld.nl', 'M', 'm@igj.nl', now(), now())
                """.formatted(transfer));
    }

    @AfterEach
    void close() {
        database.close().eventually(vertx::close).await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "bucket"})
    void flippedBitAMissingByteAndALostDocumentAreFoundAndTheRestIsWhole(String kind) throws Exception {
        useBucket(kind.equals("bucket"));
        stored(LENGTH);
        var flipped = stored(LENGTH);
        var truncated = stored(LENGTH);
        var lost = stored(LENGTH);
        store.flip(flipped, IN_CONTENT);
        if (kind.equals("folder")) {
            store.truncate(truncated);
        } else { // the client of a bucket tries for a quarter of a minute to get the rest of an object that was cut
            store.flip(truncated, IN_CONTENT + 1);
        }
        store.remove(lost);

        pass(scrub(MIB));

        assertThat(findings()).contains(flipped + " changed", lost + " missing", truncated + " changed");
        assertThat(value("select count(*) from scrub_finding")).isEqualTo("3");
        assertThat(value("select documents || ' ' || without_sums from scrub")).isEqualTo("4 0");
        assertThat(value("select count(*) from audit_entry where action = 'document-reread' and result = 'damaged'"))
                .isEqualTo("3");
    }

    @Test
    void documentThatIsDeletedWhileOthersAreReadIsNoFinding() throws Exception {
        var first = stored(2 * MIB);
        var second = stored(2 * MIB);
        var later = first.toString().compareTo(second.toString()) < 0 ? second : first;
        var scrub = scrub(MIB);
        scrub.renew().await();
        scrub.turn(() -> false).await(); // both are known to it now

        TestDatabase.sql(config, "delete from document where id = '" + later + "'");
        store.remove(later);
        pass(scrub);

        assertThat(value("select count(*) from scrub_finding")).isEqualTo("0");
        assertThat(value("select ended_at is not null from scrub")).isEqualTo("t");
    }

    @Test
    void documentWithoutSumsIsCountedAndNotCalledGood() throws Exception {
        var old = stored(LENGTH);
        TestDatabase.sql(config, "update document set ciphertext_sums = null");
        store.flip(old, IN_CONTENT);

        pass(scrub(MIB));

        assertThat(value("select documents || ' ' || without_sums from scrub")).isEqualTo("1 1");
        assertThat(value("select bytes from scrub")).isEqualTo("0");
        store.truncate(old);
        clock.advance(EVERY);
        pass(scrub(MIB));
        assertThat(findings()).as("its length is known").isEqualTo(old + " changed");
    }

    @Test
    void damagedDocumentIsReadAgainEveryHourAndForgottenWhenItIsWhole() throws Exception {
        var document = stored(LENGTH);
        store.flip(document, IN_CONTENT);
        var scrub = scrub(MIB);
        pass(scrub);
        assertThat(findings()).isEqualTo(document + " changed");

        clock.advance(Scrub.AGAIN.minusMinutes(1));
        store.flip(document, IN_CONTENT); // it is put back
        pass(scrub);
        assertThat(findings()).isEqualTo(document + " changed");
        clock.advance(Duration.ofMinutes(1));
        pass(scrub);

        assertThat(value("select count(*) from scrub_finding")).isEqualTo("0");
        assertThat(value("select string_agg(result, ' ' order by seq) from audit_entry")).isEqualTo("damaged done");
    }

    @Test
    void damageThatASecondReadingDoesNotFindIsNoFinding() throws Exception {
        var document = stored(LENGTH);
        store.flip(document, IN_CONTENT);
        var scrub = scrub(MIB);
        scrub.renew().await();
        scrub.turn(() -> false).await();
        store.flip(document, IN_CONTENT); // the bytes had changed on their way from the disk only

        pass(scrub);

        assertThat(value("select count(*) from scrub_finding")).isEqualTo("0");
        assertThat(value("select documents from scrub")).isEqualTo("1");
    }

    @Test
    void passContinuesInTheMiddleOfADocumentAfterARestart() throws Exception {
        stored(TWO_PARTS);
        var before = scrub(33 * MIB);
        before.renew().await();
        before.turn(() -> false).await();
        before.turn(() -> false).await();
        var other = scrub(33 * MIB);
        other.renew().await();
        other.turn(() -> false).await();
        assertThat(value("select bytes from scrub")).as("only one server reads").isEqualTo("0");

        before.stop().await();
        assertThat(value("select part from scrub")).isEqualTo("1");
        pass(other);

        assertThat(value("select bytes < 72 * 1024 * 1024 from scrub")).as("no part is read twice").isEqualTo("t");
        assertThat(value("select count(*) from scrub_finding")).isEqualTo("0");
        assertThat(value("select documents from scrub")).isEqualTo("1");
    }

    @Test
    void nextPassBeginsWhenItIsDue() {
        stored(LENGTH);
        var scrub = scrub(MIB);
        var metrics = new SimpleMeterRegistry();
        scrub.bindTo(metrics);
        pass(scrub);
        var read = value("select began_at from scrub");

        clock.advance(EVERY.minusMinutes(1));
        pass(scrub);
        assertThat(value("select began_at from scrub")).isEqualTo(read);
        clock.advance(Duration.ofMinutes(1));
        pass(scrub);

        assertThat(value("select began_at from scrub")).isNotEqualTo(read);
        assertThat(metrics.get("rijkscloud.scrub").functionCounter().count()).isGreaterThan(2.0 * LENGTH);
        assertThat(metrics.get("rijkscloud.scrub.damaged").gauge().value()).isZero();
    }

    @Test
    void storeThatIsAwayIsNoFinding() throws Exception {
        var document = stored(LENGTH);
        store.remove(document);
        store.takeAway();
        var scrub = scrub(MIB);
        scrub.renew().await();

        assertThatThrownBy(() -> scrub.turn(() -> false).await()).isInstanceOf(StoreAway.class);

        assertThat(value("select count(*) from scrub_finding")).isEqualTo("0");
    }

    @Test
    void paceIsKeptGivesWayAndNeverStops() {
        var pace = new Pace(1000, Duration.ofSeconds(1));
        assertThat(pace.begin(false)).isEqualTo(1000);
        pace.end(-500, Duration.ZERO);
        assertThat(pace.begin(false)).as("what was too much is taken off").isEqualTo(500);
        pace.end(0, Duration.ZERO);
        assertThat(pace.begin(true)).as("while documents wait for their check").isEqualTo(100);

        for (var turn = 0; turn < 10; turn++) {
            pace.end(0, Duration.ofMillis(600));
        }
        assertThat(pace.begin(false)).as("when reading is slow").isEqualTo(100);
        for (var turn = 0; turn < 20; turn++) {
            pace.end(0, Duration.ofMillis(100));
        }
        assertThat(pace.begin(false)).isEqualTo(1000);
    }

    @Test
    void nothingIsReadWhenItIsOff() {
        stored(LENGTH);

        pass(scrub(0));

        assertThat(value("select began_at is null from scrub")).isEqualTo("t");
    }

    private Scrub scrub(long rate) {
        return new Scrub(database, store.store(), new Audit(database, TestPurposeKeys.sample(), clock), workers, clock,
                new ScrubPace(rate, EVERY));
    }

    private void useBucket(boolean bucket) throws IOException {
        if (bucket) {
            store = StoreToDamage.inBucket(folder, database);
        }
    }

    /** Turns until nothing is left. */
    private void pass(Scrub scrub) {
        for (var turn = 0; turn < 12; turn++) {
            scrub.renew().await();
            scrub.turn(() -> false).await();
        }
    }

    private UUID stored(int length) {
        var document = UUID.randomUUID();
        var sums = store.write(transfer, document, length);
        database.run("""
                insert into document (id, transfer_id, state, length, upload_offset, entry, ciphertext_sums, created_at,
                    updated_at) values ($1, $2, 'accepted', $3, $3, ''::bytea, $4, now(), now())""",
                document, transfer, (long) length, Rows.bytes(sums)).await();
        return document;
    }

    private String findings() {
        return value("select string_agg(document_id || ' ' || kind, ', ') from scrub_finding");
    }

    private String value(String query) {
        return TestDatabase.value(config, query).orElse("none");
    }
}
