package nl.rijkscloud.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.vault.TransferKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a complete document is never written again, even by a writer with a stale view of the row. */
final class WholeMarkTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 1000;

    private final UUID document = UUID.randomUUID();
    private final TransferKey key = TransferKey.random(UUID.randomUUID(), RANDOM);

    @TempDir
    private Path folder;

    private FolderBlobStore blobs;

    @BeforeEach
    void create() throws IOException {
        blobs = new FolderBlobStore(folder, RANDOM);
        blobs.create(key, document, LENGTH);
    }

    @Test
    void completeDocumentIsReadOnlyAndCannotBeOpenedForWriting() throws IOException {
        write(5, (byte) 1);

        assertThat(Files.getPosixFilePermissions(blobs.path(document)))
                .isEqualTo(PosixFilePermissions.fromString("r--------"));
        assertThat(blobs.lock(document)).isEmpty();
        assertThat(blobs.reopen(document, 5)).isFalse();
        assertThat(blobs.lock(document)).isEmpty();
    }

    @Test
    void unfinishedDocumentHasNoMark() throws IOException {
        try (var locked = blobs.lock(document).orElseThrow(); var writer = locked.writer(key, document, LENGTH, 0, 1)) {
            writer.sync();
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }

        assertThat(blobs.lock(document)).isPresent().hasValueSatisfying(WholeMarkTest::close);
    }

    @Test
    void documentWithoutARecordedEndIsRewrittenUnderAHigherEpoch() throws Exception {
        write(5, (byte) 1);

        assertThat(blobs.reopen(document, 6)).isTrue();
        write(6, (byte) 2);

        assertThat(blobs.lock(document)).isEmpty();
        try (var reader = blobs.read(key, document, LENGTH)) {
            var plaintext = BlobReader.window();
            reader.read(0, BlobReader.window(), plaintext, ByteBuffer.allocate(BlobReader.SEAL_LENGTH));
            assertThat(plaintext.get(0)).isEqualTo((byte) 2);
        }
    }

    /** As on a file system without file modes, or in a copy that lost them. */
    @Test
    void markInTheFileRefusesAnEarlierWriterWithoutFileModes() throws IOException {
        write(5, (byte) 1);
        WholeMark.unprotect(blobs.path(document));
        var before = Files.readAllBytes(blobs.path(document));

        try (var locked = blobs.lock(document).orElseThrow()) {
            assertThatThrownBy(() -> locked.writer(key, document, LENGTH, 0, 5)).isInstanceOf(IOException.class);
        }

        assertThat(Files.readAllBytes(blobs.path(document))).isEqualTo(before);
        assertThat(WholeMark.isProtected(blobs.path(document))).as("read-only again").isTrue();
    }

    @Test
    void heldFileIsRefusedToOthersInTheSameProcess() throws IOException {
        try (var held = blobs.lock(document).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(new FolderBlobStore(folder, RANDOM).lock(document)).isEmpty();
        }
        assertThat(blobs.lock(document)).isPresent().hasValueSatisfying(WholeMarkTest::close);
    }

    private void write(long epoch, byte value) throws IOException {
        try (var writer = blobs.lock(document).orElseThrow().writer(key, document, LENGTH, 0, epoch)) {
            var segment = new SegmentPool(FloeParameters.STANDARD.segmentLength()).take()
                    .position(FloeParameters.DATA_START);
            for (var i = 0; i < LENGTH; i++) {
                segment.put(value);
            }
            writer.append(List.of(segment));
            writer.finish();
        }
    }

    private static void close(LockedBlob blob) {
        try {
            blob.close();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
