package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlobSweepTest {
    private CustodianFixture fixture;
    private Sending sending;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new CustodianFixture(folder);
        sending = fixture.sending();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void oldFileWithoutARowIsDeletedAfterDaysInQuarantine() throws IOException {
        var orphan = orphan(BlobSweep.GRACE.plusSeconds(1));

        assertThat(sweep()).isEmpty();

        assertThat(fixture.hasFile(orphan)).isFalse();
        assertThat(fixture.quarantined()).containsExactly(orphan);
        fixture.clock.advance(CustodianFixture.QUARANTINE.minusMinutes(1));
        sweep();
        assertThat(fixture.quarantined()).containsExactly(orphan);
        fixture.clock.advance(Duration.ofMinutes(2));
        sweep();
        assertThat(fixture.quarantined()).isEmpty();
    }

    @Test
    void fileInQuarantineComesBackWhenItsRowDoes() throws IOException {
        var document = fixture.received(sending, "brief.txt", text(100));
        fixture.writtenAt(document, fixture.clock.instant().minus(Duration.ofDays(1)));
        fixture.database.run("create table newer as select * from document").await();
        fixture.database.run("delete from document").await(); // an old database is restored
        sweep();
        assertThat(fixture.quarantined()).containsExactly(document);

        fixture.database.run("insert into document select * from newer").await(); // and then the right one
        assertThat(sweep()).isEmpty();

        assertThat(fixture.quarantined()).isEmpty();
        fixture.run(() -> fixture.readBack().run());
        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"destroyed", "withdrawn"})
    void fileOfATransferThatHasEndedIsDeletedAtOnce(String state) throws IOException {
        var orphan = orphan(BlobSweep.GRACE.plusSeconds(1));
        var quarantined = orphan(BlobSweep.GRACE.plusSeconds(1));
        fixture.blobs.quarantine().take(quarantined, fixture.clock.instant());
        end(sending, state);

        sweep();

        assertThat(fixture.hasFile(orphan)).isFalse();
        assertThat(fixture.quarantined()).isEmpty();
        assertThat(fixture.value("select deleted from sweep")).isEqualTo("2");
    }

    @Test
    void fileOfAnUnknownTransferIsQuarantined() throws IOException {
        var orphan = orphan(BlobSweep.GRACE.plusSeconds(1));
        fixture.database.run("delete from link")
                .compose(done -> fixture.database.run("delete from transfer where id = $1", sending.id())).await();

        sweep();

        assertThat(fixture.quarantined()).containsExactly(orphan);
    }

    @Test
    void fileWithoutABlobHeaderIsQuarantinedToo() throws IOException {
        var id = UUID.randomUUID();
        Files.writeString(fixture.file(id), "short");
        fixture.writtenAt(id, fixture.clock.instant().minus(Duration.ofDays(1)));

        sweep();

        assertThat(fixture.quarantined()).containsExactly(id);
    }

    @Test
    void manyAtOnceStayUntilAPersonConfirmsThatNumber() throws IOException {
        for (var i = 0; i <= OrphanFiles.USUAL; i++) {
            orphan(Duration.ofDays(1));
        }
        var number = OrphanFiles.USUAL + 1;
        var registry = new SimpleMeterRegistry();

        sweep(registry);

        assertThat(fixture.quarantined()).isEmpty();
        assertThat(files()).isEqualTo(number);
        assertThat(registry.get("rijkscloud.blobs.held").gauge().value()).isEqualTo(number);
        assertThat(fixture.value("select held || ' ' || quarantined from sweep")).isEqualTo(number + " 0");

        consent(number - 1); // the number of an earlier sweep, when there were fewer
        sweep();
        assertThat(files()).isEqualTo(number);

        consent(number);
        sweep(registry);
        assertThat(files()).isZero();
        assertThat(fixture.quarantined()).hasSize(number);
        assertThat(registry.get("rijkscloud.blobs.quarantined").gauge().value()).isEqualTo(number);
        assertThat(fixture.value("select count(*) from sweep_consent")).as("used up").isEqualTo("0");
    }

    @Test
    void manyOrphansAreUsualWhenTheyAreASmallShare() throws IOException {
        for (var i = 0; i < OrphanFiles.USUAL; i++) {
            orphan(Duration.ofDays(1));
        }

        sweep();

        assertThat(fixture.quarantined()).hasSize(OrphanFiles.USUAL);
    }

    @Test
    void aYoungFileMayStillGetItsRow() throws IOException {
        var young = orphan(BlobSweep.GRACE.minusSeconds(1));

        sweep();

        assertThat(fixture.hasFile(young)).isTrue();
    }

    @Test
    void anOldFileWithARowStays() throws IOException {
        var receiving = fixture.begun(sending, "half.txt", 1000);
        var checking = fixture.received(sending, "brief.txt", text(100));
        for (var id : List.of(receiving, checking)) {
            fixture.writtenAt(id, fixture.clock.instant().minus(Duration.ofDays(30)));
        }

        sweep();

        assertThat(fixture.hasFile(receiving)).isTrue();
        assertThat(fixture.hasFile(checking)).isTrue();
    }

    @Test
    void aRefusedDocumentsFileIsDeletedWhenACrashHasLeftIt() throws IOException {
        var refused = fixture.received(sending, "brief.txt", text(100));
        fixture.database.run("update document set state = 'refused', refusal = 'content-mismatch' where id = $1",
                refused).await();
        fixture.writtenAt(refused, fixture.clock.instant().minus(Duration.ofDays(1)));

        assertThat(sweep()).isEmpty();

        assertThat(fixture.hasFile(refused)).isFalse();
    }

    @Test
    void aRowWithoutItsFileIsReportedAndKept() throws IOException {
        var lost = fixture.received(sending, "brief.txt", text(100));
        Files.delete(fixture.file(lost));

        assertThat(sweep()).containsExactly(lost);

        assertThat(fixture.document(lost).id()).isEqualTo(lost);
    }

    @Test
    void everyFolderIsSwept() throws IOException {
        for (var first : List.of("00", "7f", "80", "ff")) {
            var id = UUID.fromString(first + "345678-1234-4234-8234-123456789abc");
            fixture.blobs.create(sending.key(), id, 10);
            fixture.custodian.documents()
                    .insert(fixture.database.client(), sending.id(), List.of(Document.begin(
                            id, sending.id(), Optional.empty(), 10, 0, new byte[1], fixture.clock.instant()))).await();
            fixture.writtenAt(id, fixture.clock.instant().minus(Duration.ofDays(1)));
        }

        assertThat(sweep()).isEmpty();

        assertThat(fixture.blobs.documents(0x00)).hasSize(1);
        assertThat(fixture.blobs.documents(0x7f)).hasSize(1);
        assertThat(fixture.blobs.documents(0x80)).hasSize(1);
        assertThat(fixture.blobs.documents(0xff)).hasSize(1);
    }

    @Test
    void foreignFilesAreLeftAlone() throws IOException {
        var foreign = Files.writeString(fixture.file(UUID.randomUUID()).resolveSibling("notes.blob"), "not ours");

        sweep();

        assertThat(foreign).exists();
    }

    @Test
    void sweepResultIsStoredForThePrivacyOfficer() throws IOException {
        orphan(BlobSweep.GRACE.plusSeconds(1));
        orphan(BlobSweep.GRACE.plusSeconds(1));
        Files.delete(fixture.file(fixture.received(sending, "brief.txt", text(100))));
        sweep();

        assertThat(fixture.value("select deleted || ' ' || quarantined || ' ' || missing from sweep"))
                .isEqualTo("0 2 1");
        fixture.clock.advance(Duration.ofHours(1));
        sweep();
        assertThat(fixture.value("select deleted || ' ' || missing || ' ' || (finished_at = '" + fixture.clock.instant()
                + "') from sweep"))
                .isEqualTo("0 1 true");
    }

    @Test
    void stoppedSweepIsNoCompleteComparison() {
        var sweep = new BlobSweep(fixture.database, fixture.blobs, fixture.workers, fixture.clock,
                CustodianFixture.QUARANTINE);
        fixture.run(() -> sweep.run(() -> true));

        assertThat(fixture.value("select count(*) from sweep")).isEqualTo("0");
    }

    private UUID orphan(Duration age) throws IOException {
        var id = UUID.randomUUID();
        fixture.blobs.create(sending.key(), id, 100);
        fixture.writtenAt(id, fixture.clock.instant().minus(age));
        return id;
    }

    private void end(Sending which, String state) {
        fixture.database.run("update transfer set state = $2, share = null, message = null, manifest = null "
                + "where id = $1", which.id(), state).await();
    }

    private void consent(int files) {
        fixture.database.run("delete from sweep_consent")
                .compose(done ->
                        fixture.database.run("insert into sweep_consent (files, given_at) values ($1, now())", files))
                .await();
    }

    private int files() throws IOException {
        var count = 0;
        for (var folder = 0; folder < BlobStore.PARTS; folder++) {
            count += fixture.blobs.documents(folder).size();
        }
        return count;
    }

    private List<UUID> sweep() {
        return sweep(new SimpleMeterRegistry());
    }

    /** The sweep gets no keys. */
    private List<UUID> sweep(MeterRegistry registry) {
        var sweep = new BlobSweep(fixture.database, fixture.blobs, fixture.workers, fixture.clock,
                CustodianFixture.QUARANTINE);
        registry.clear();
        sweep.bindTo(registry);
        return fixture.run(() -> sweep.run(() -> false));
    }
}
