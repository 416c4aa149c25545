package nl.rijkscloud.blob;

import static nl.rijkscloud.blob.SampleBlob.FULL;
import static nl.rijkscloud.blob.SampleBlob.LENGTH;
import static nl.rijkscloud.blob.SampleBlob.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.bucket.Bucket;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.FullDisk;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.testing.FaultyObjectServer;
import nl.rijkscloud.testing.FaultyObjectServer.Fault;
import nl.rijkscloud.testing.Folders;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store of objects whose server fails, loses answers, is slow, full or behind. */
final class ObjectFaultsTest {
    private final SampleBlob sample = new SampleBlob();
    private final UUID document = sample.document();
    private final FaultyObjectServer line = new FaultyObjectServer();
    private ObjectFixture fixture;
    private ObjectBlobStore store;

    @BeforeEach
    void open() throws IOException {
        fixture = new ObjectFixture();
        store = fixture.open(line.before(fixture.bucket), ObjectFixture.MEMORY);
        store.create(sample.key(), document, LENGTH);
    }

    @AfterEach
    void close() {
        fixture.close();
        line.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "CUT", "LOST_ANSWER", "SLOW"})
    void writeIsTriedAgainAndNothingIsLost(Fault fault) throws Exception {
        line.spoilNext("PUT", 2, fault);

        write(1, 0, LENGTH);

        assertThat(fixture.objects()).as("one object, under one key").hasSize(1);
        assertDocumentIsExact();
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "CUT", "LOST_ANSWER", "SLOW", "HALF_ANSWER"})
    void readIsTriedAgain(Fault fault) throws Exception {
        write(1, 0, LENGTH);
        line.spoilNext("GET", 2, fault);

        assertDocumentIsExact();
    }

    @Test
    void absentStoreFailsTheWriterAndTheNextWriterContinues() throws Exception {
        append(1, 0, FULL);
        line.spoil(request -> request.method().name().equals("PUT") ? Fault.ERROR : Fault.NONE);
        try (var writer = writer(2, FULL)) {
            writer.append(sample.segments(FULL, 3 * FULL, LENGTH));
            assertThatThrownBy(writer::sync).isInstanceOf(StoreAway.class);
        }
        line.spoil(request -> Fault.NONE);

        write(3, FULL, LENGTH);

        assertDocumentIsExact();
    }

    @Test
    void fullBucketIsAFullDisk() throws Exception {
        line.spoil(request -> request.method().name().equals("PUT") ? Fault.FULL : Fault.NONE);
        try (var writer = writer(1, 0)) {
            writer.append(sample.segments(0, LENGTH, LENGTH));
            assertThatThrownBy(writer::finish).matches(FullDisk::is);
        }
        assertThat(store.probe()).isFalse();
    }

    @Test
    void versionsThatSomebodySwitchedOnAreNoticedByTheProbe() throws Exception {
        line.spoil(request -> request.method().name().equals("PUT") ? Fault.VERSIONED : Fault.NONE);

        assertThatThrownBy(store::probe).isInstanceOf(IOException.class).hasMessageContaining("keeps versions");
    }

    @Test
    void listThatLagsHidesNoDocumentAndDeletesNone() throws Exception {
        write(1, 0, LENGTH);
        var part = part();
        line.spoil(request -> request.uri().contains("list-type=2") ? Fault.LAGGING_LIST : Fault.NONE);

        store.tidy(part);

        assertThat(store.documents(part)).isEmpty();
        assertThat(store.writtenAt(document)).as("the sweep asks again before it reports one as lost").isPresent();
        assertDocumentIsExact();
        store.delete(document);
        assertThat(fixture.objects()).as("recorded objects go without a list").isEmpty();
    }

    @Test
    void zombieLeavesObjectsThatNobodyReadsAndTheSweepDeletes() throws Exception {
        var zombie = writer(1, 0);
        zombie.append(sample.segments(0, 2 * FULL, LENGTH));
        write(2, 0, LENGTH);
        assertThatThrownBy(zombie::sync).isInstanceOf(BlobWriter.Displaced.class);
        assertThatThrownBy(zombie::sync).isInstanceOf(BlobWriter.Displaced.class);
        zombie.close();
        assertThatThrownBy(() -> store.lock(document).orElseThrow()).as("whole").isInstanceOf(Exception.class);
        assertThat(fixture.objects()).hasSize(2);

        store.tidy(part());

        assertThat(fixture.objects()).hasSize(1);
        assertDocumentIsExact();
    }

    @Test
    void zombieThatIsQuickerThanTheNextWriterRecordsNothing() throws Exception {
        var zombie = writer(1, 0);
        zombie.append(sample.segments(0, FULL, LENGTH));
        try (var later = writer(2, 0)) {
            assertThatThrownBy(zombie::sync).isInstanceOf(BlobWriter.Displaced.class);
            assertThatThrownBy(() -> writer(1, 0)).as("nor does one that wakes before it has opened the document")
                    .isInstanceOf(BlobWriter.Displaced.class);
            later.append(sample.segments(0, LENGTH, LENGTH));
            later.finish();
        }
        zombie.close();
        assertDocumentIsExact();
    }

    @Test
    void sweepLeavesObjectsThatARunningWriterHasNotRecordedYet() throws Exception {
        var small = fixture.open(fixture.bucket, 0); // without memory each write is an object at once
        try (var writer = small.lock(document).orElseThrow().writer(sample.key(), document, LENGTH, 0, 1)) {
            writer.append(sample.segments(0, FULL, LENGTH));
            store.tidy(part());
            writer.append(sample.segments(FULL, LENGTH, LENGTH));
            writer.finish();
        }
        assertThat(fixture.objects()).hasSize(2);
        assertDocumentIsExact();
    }

    @Test
    void documentThatTheRecordsDoNotKnowIsListedKeptAsideAndFoundAgain() throws Exception {
        write(1, 0, LENGTH);
        TestDatabase.sql(fixture.database, "create table kept_blob as select * from stored_blob");
        TestDatabase.sql(fixture.database, "create table kept_object as select * from stored_object");
        TestDatabase.sql(fixture.database, "delete from stored_blob"); // a backup of yesterday
        assertThat(store.documents(part())).containsExactly(document);
        assertThat(store.transferOf(document)).contains(sample.key().transfer());
        store.tidy(part());
        assertThat(store.quarantine().take(document, Instant.now())).isTrue();

        TestDatabase.sql(fixture.database, "insert into stored_blob select * from kept_blob");
        TestDatabase.sql(fixture.database, "insert into stored_object select * from kept_object");
        assertThat(store.quarantine().putBack(store.quarantine().entries().getFirst())).isTrue();

        assertDocumentIsExact();
    }

    @Test
    void memoryIsGivenBackAndWithoutMemoryEverythingStillWorks() throws Exception {
        for (var memory : List.of(0, 2 * 65_536, ObjectFixture.MEMORY)) {
            var poor = fixture.open(fixture.bucket, memory);
            var other = new SampleBlob();
            try (var writer = poor.begin(other.key(), other.document(), LENGTH, 1)) {
                writer.append(other.segments(0, FULL, LENGTH));
                writer.append(other.segments(FULL, LENGTH, LENGTH));
                writer.finish();
            }
            try (var reader = poor.read(other.key(), other.document(), LENGTH)) {
                for (var index : List.of(0, 1, 2, 3, 1, 0)) {
                    assertThat(segment(reader, index)).isEqualTo(other.part(index));
                }
            }
            assertThat(poor.lent()).isZero();
        }
    }

    @Test
    void objectsAreTheFileOfTheFolderInPieces() throws Exception {
        append(1, 0, 2 * FULL);
        write(2, 2 * FULL, LENGTH);
        var bucket = new Bucket(fixture.bucket);
        var file = ByteBuffer.allocate((int) BlobLayout.fileLength(LENGTH));
        for (var key : fixture.objects().stream().sorted().toList()) {
            var bytes = ByteBuffer.wrap(bucket.find(key).orElseThrow());
            file.put(bytes.limit(bytes.limit() - 2 * BlobReader.SEAL_LENGTH)); // two segments in each
        }
        assertThat(file.hasRemaining()).isFalse();
        assertThat(BlobLayout.transferOf(file.flip())).contains(sample.key().transfer());
        var folder = Files.createTempDirectory("blobs");
        try {
            var files = new FolderBlobStore(folder, new SecureRandom());
            Files.write(files.path(document), file.array());
            try (var reader = files.read(sample.key(), document, LENGTH)) {
                assertThat(segment(reader, 3)).isEqualTo(sample.part(3));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    @Test
    void wrongSecretAndMissingBucketAreAwayAndSaySo() {
        assertThat(ObjectFixture.place(new Config.S3(fixture.bucket.endpoint(), "us-east-1",
                "no-such-bucket", "", true, fixture.bucket.accessKeyFile(), fixture.bucket.secretKeyFile(),
                Optional.empty())).exists()).isFalse();
        assertThat(ObjectFixture.place(new Config.S3(fixture.bucket.endpoint(), "us-east-1",
                ObjectServer.BUCKET, "", true, fixture.bucket.accessKeyFile(), fixture.bucket.accessKeyFile(),
                Optional.empty())).exists()).isFalse();
    }

    private int part() {
        return Integer.parseInt(document.toString().substring(0, 2), 16);
    }

    private void assertDocumentIsExact() throws Exception {
        try (var reader = store.read(sample.key(), document, LENGTH)) {
            for (var index = 0; index < 4; index++) {
                assertThat(segment(reader, index)).isEqualTo(sample.part(index));
            }
        }
    }

    private void write(long epoch, int from, int to) throws IOException {
        try (var writer = writer(epoch, from)) {
            writer.append(sample.segments(from, to, LENGTH));
            writer.finish();
        }
    }

    private void append(long epoch, int from, int to) throws IOException {
        try (var writer = writer(epoch, from)) {
            writer.append(sample.segments(from, to, LENGTH));
            writer.sync();
        }
    }

    private BlobWriter writer(long epoch, long offset) throws IOException {
        return store.lock(document).orElseThrow().writer(sample.key(), document, LENGTH, offset, epoch);
    }
}
