package nl.rijkscloud.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.ledger.LedgerClaim.Ownership;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final UUID transfer = UUID.randomUUID();
    private Path folder;
    private FolderLedger place;

    @BeforeEach
    void make(@TempDir Path parent) throws IOException {
        folder = parent.resolve("ledger");
        FolderLedger.make(folder);
        place = new FolderLedger(folder);
        TestDatabase.sql(config, "insert into installation (key_check) values ('x')");
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void entriesAreReadBack() throws IOException {
        var ledger = ledger();

        ledger.write(transfer, Kind.WITHDRAWN).await();

        assertThat(place.entries(today()))
                .containsExactly(new LedgerEntry(clock.instant(), Kind.WITHDRAWN, transfer));
        assertThat(place.entries(today().minusDays(1))).isEmpty();
    }

    @Test
    void cutLineSpoilsNoOther() throws IOException {
        var ledger = ledger();
        var other = UUID.randomUUID();
        ledger.write(transfer, Kind.DESTROYED).await();
        var file = folder.resolve(ledger.node().toString()).resolve(today() + ".log");
        Files.writeString(file, new LedgerEntry(clock.instant(), Kind.DESTROYED, UUID.randomUUID()).line()
                .substring(0, 60), StandardOpenOption.APPEND);

        ledger.write(other, Kind.DESTROYED).await();

        assertThat(place.entries(today())).extracting(LedgerEntry::transfer).containsExactly(transfer, other);
    }

    @Test
    void endThatFailsAgainAndAgainIsWrittenTwiceAnHour() throws IOException {
        var ledger = ledger();

        for (var minute = 0; minute < 60; minute++) {
            ledger.write(transfer, Kind.DESTROYED).await();
            clock.advance(Duration.ofMinutes(1));
        }

        var since = clock.instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC).toLocalDate();
        assertThat(place.entries(since).size() + (since.equals(today()) ? 0 : place.entries(today()).size()))
                .isEqualTo(2);
    }

    @Test
    void wholeDatabaseIsNotOlder() {
        join(() -> {});

        assertThat(history(database).backup().await()).isEmpty();
    }

    /** A crash between the commit and the ledger leaves the ledger behind, which is no loss of the database. */
    @Test
    void databaseThatIsAheadIsNotOlder() {
        join(() -> {});
        TestDatabase.sql(config, "update ledger_node set position = position + 3");

        assertThat(history(database).backup().await()).isEmpty();
    }

    @Test
    void databaseFromABackupIsOlder() {
        var ledger = join(() -> {});
        var at = clock.instant();
        database.close().await();
        var backup = Database.open(vertx, TestDatabase.backup(config));
        var living = Database.open(vertx, config);
        try {
            clock.advance(Duration.ofHours(8));
            move(new Ledger(vertx, living, place, clock));

            assertThat(history(living).backup().await()).isEmpty();
            assertThat(history(backup).backup().await()).contains(at);
            assertThat(ledger.isConfirmed()).isTrue();
        } finally {
            backup.close().await();
            living.close().await();
        }
    }

    @Test
    void databaseWithoutAnyPositionIsOlder() {
        join(() -> {});
        TestDatabase.sql(config, "delete from ledger_node");

        assertThat(history(database).backup().await()).contains(Instant.EPOCH);
    }

    @Test
    void runningServerNoticesThatItsDatabaseWentBack() {
        var noticed = new AtomicInteger();
        var ledger = join(noticed::incrementAndGet);
        ledger.duty().run().await();
        assertThat(noticed).hasValue(0);

        TestDatabase.sql(config, "update ledger_node set position = position - 1");
        ledger.duty().run().await();

        assertThat(noticed).hasValue(1);
    }

    @Test
    void newLedgerIsMarkedAndAnEmptyOneIsThenAbsent(@TempDir Path other) throws IOException {
        assertThat(new LedgerClaim(vertx, database, place).confirm().await()).isEqualTo(Ownership.OURS);
        assertThat(new LedgerClaim(vertx, database, place).confirm().await()).isEqualTo(Ownership.OURS);
        var elsewhere = new FolderLedger(other);
        assertThat(new LedgerClaim(vertx, database, elsewhere).confirm().await()).isEqualTo(Ownership.ABSENT);
        elsewhere.mark(UUID.randomUUID());
        assertThat(new LedgerClaim(vertx, database, elsewhere).confirm().await()).isEqualTo(Ownership.FOREIGN);
    }

    @Test
    void endsSinceTheBackupAreFoundUnlessTheyWereTakenBack() {
        var ledger = ledger();
        var kept = UUID.randomUUID();
        var over = UUID.randomUUID();
        insertTransfer(transfer, "open");
        insertTransfer(kept, "open");
        insertTransfer(over, "withdrawn");
        ledger.write(kept, Kind.DESTROYED).await();
        ledger.write(over, Kind.WITHDRAWN).await();
        clock.advance(Duration.ofHours(1));
        ledger.append(new LedgerEntry(clock.instant(), Kind.KEPT, kept)).await();
        ledger.write(transfer, Kind.WITHDRAWN).await();
        var backup = clock.instant();
        clock.advance(Duration.ofDays(2));

        var expected = new LedgerEntry(backup, Kind.WITHDRAWN, transfer);
        assertThat(history(database).findRevived(backup).await()).containsExactly(expected);
        assertThat(history(database).findRevived(Instant.EPOCH).await()).containsExactly(expected);
        assertThat(history(database).findRevived(clock.instant()).await()).isEmpty();
    }

    @Test
    void endThatWasRolledBackIsTakenBack() throws IOException {
        var ledger = ledger();
        var gone = UUID.randomUUID();
        insertTransfer(transfer, "delivered");
        insertTransfer(gone, "destroyed");
        ledger.write(transfer, Kind.DESTROYED).await();
        ledger.write(gone, Kind.DESTROYED).await();

        clock.advance(LedgerTidy.DECIDED.minusSeconds(1));
        tidy(ledger).run().await();
        assertThat(kept()).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        tidy(ledger).run().await();
        tidy(ledger).run().await();

        assertThat(kept()).contains(transfer);
    }

    @Test
    void oldEntriesAndPositionsOfEndedServersGo() throws IOException {
        var ended = join(() -> {});
        ended.write(transfer, Kind.DESTROYED).await();
        clock.advance(Duration.ofDays(29));
        var ledger = join(() -> {});
        ledger.write(transfer, Kind.DESTROYED).await();

        tidy(ledger).run().await();
        assertThat(place.positions()).containsOnlyKeys(ledger.node());
        assertThat(TestDatabase.value(config, "select count(*) from ledger_node")).contains("1");
        assertThat(place.entries(today().minusDays(29))).hasSize(1);

        clock.advance(Duration.ofDays(2));
        tidy(ledger).run().await();
        assertThat(folder.resolve(ended.node().toString())).doesNotExist();
        assertThat(place.entries(today().minusDays(2))).hasSize(1);
    }

    private Optional<UUID> kept() throws IOException {
        return place.entries(today()).stream().filter(entry -> entry.kind() == Kind.KEPT).map(LedgerEntry::transfer)
                .reduce((one, other) -> {
                    throw new AssertionError("written twice");
                });
    }

    private Ledger ledger() {
        return new Ledger(vertx, database, place, clock);
    }

    private Ledger join(Runnable onOlder) {
        var ledger = ledger();
        ledger.join(onOlder).await();
        ledger.duty().run().await();
        return ledger;
    }

    private static void move(Ledger ledger) {
        ledger.join(() -> {}).await();
        ledger.duty().run().await();
    }

    private LedgerHistory history(Database with) {
        return new LedgerHistory(vertx, with, place, clock, Duration.ofDays(30));
    }

    private LedgerTidy tidy(Ledger ledger) {
        return new LedgerTidy(vertx, database, ledger, place, clock, Duration.ofDays(30));
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private void insertTransfer(UUID id, String state) {
        TestDatabase.sql(config, """
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email,
                    created_at, expires_at)
                values ('%s', 'submitted', '%s', 'nl', 'A', 'a@b.nl', 'M', 'm@igj.nl', now(), now())"""
                .formatted(id, state));
    }
}
