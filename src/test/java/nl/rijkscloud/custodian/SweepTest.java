package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepTest {
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
    void anOldFileWithoutARowIsDeleted() throws IOException {
        var orphan = orphan(Sweep.GRACE.plusSeconds(1));

        assertThat(sweep()).isEmpty();

        assertThat(fixture.hasFile(orphan)).isFalse();
    }

    @Test
    void aYoungFileMayStillGetItsRow() throws IOException {
        var young = orphan(Sweep.GRACE.minusSeconds(1));

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
        fixture.custodian.documents()
                .refuse(fixture.database.client(), refused, "content-mismatch", fixture.clock.instant())
                .await();
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
                    .insert(fixture.database.client(), id, sending.id(), 10, new byte[1], fixture.clock.instant())
                    .await();
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
    void whatItCameToIsWrittenDownForThePrivacyOfficer() throws IOException {
        orphan(Sweep.GRACE.plusSeconds(1));
        orphan(Sweep.GRACE.plusSeconds(1));
        Files.delete(fixture.file(fixture.received(sending, "brief.txt", text(100))));
        sweep();

        assertThat(fixture.value("select deleted || ' ' || missing from sweep")).isEqualTo("2 1");
        fixture.clock.advance(Duration.ofHours(1));
        sweep();
        assertThat(fixture.value("select deleted || ' ' || missing || ' ' || (finished_at = '" + fixture.clock.instant() + "') from sweep"))
                .isEqualTo("0 1 true");
    }

    @Test
    void oneThatWasStoppedIsNoWholeComparison() {
        var sweep = new Sweep(fixture.database, fixture.blobs, fixture.workers, fixture.clock);
        fixture.run(() -> sweep.run(() -> true));

        assertThat(fixture.value("select count(*) from sweep")).isEqualTo("0");
    }

    private UUID orphan(Duration age) throws IOException {
        var id = UUID.randomUUID();
        fixture.blobs.create(sending.key(), id, 100);
        fixture.writtenAt(id, fixture.clock.instant().minus(age));
        return id;
    }

    /** It is given no keys. */
    private List<UUID> sweep() {
        var sweep = new Sweep(fixture.database, fixture.blobs, fixture.workers, fixture.clock);
        return fixture.run(() -> sweep.run(() -> false));
    }
}
