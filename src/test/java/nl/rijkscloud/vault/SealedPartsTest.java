package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.testing.BlobFile;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attacker who can write to database and disk can destroy, but cannot pass one thing off as another. */
final class SealedPartsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CONTENT = "what somebody wrote".getBytes(StandardCharsets.UTF_8);

    private final Aead aead = new Aead(RANDOM);
    private final UUID transfer = UUID.randomUUID();
    private final UUID document = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final TransferKey key = TransferKey.random(transfer, RANDOM);

    @TempDir
    Path folder;

    @Test
    void anEntryOfOneDocumentIsRefusedForAnother() {
        var entry = key.manifestKey().seal(aead, "entry", document, CONTENT);

        assertThat(key.manifestKey().open("entry", document, entry)).hasValue(CONTENT);
        assertThat(key.manifestKey().open("entry", other, entry)).isEmpty();
    }

    @Test
    void aSealedPartOfOneKindIsRefusedAsAnother() {
        var entry = key.manifestKey().seal(aead, "entry", document, CONTENT);
        var message = key.manifestKey().seal(aead, "message", transfer, CONTENT);

        assertThat(key.manifestKey().open("digests", document, entry)).isEmpty();
        assertThat(key.manifestKey().open("manifest", transfer, message)).isEmpty();
    }

    @Test
    void aPartOfAnotherTransferIsRefused() {
        var foreign = new TransferKey(UUID.randomUUID(), key.bytes()).manifestKey()
                .seal(aead, "entry", document, CONTENT);

        assertThat(key.manifestKey().open("entry", document, foreign)).isEmpty();
    }

    @Test
    void partialSegmentOpensAtItsOwnOffsetOnly() {
        var rests = new PartialSegments(aead);
        var rest = rests.seal(key, document, 100, CONTENT);

        assertThat(rests.open(key, document, 100, rest)).hasValue(CONTENT);
        assertThat(rests.open(key, document, 101, rest)).isEmpty();
        assertThat(rests.open(key, other, 100, rest)).isEmpty();
    }

    @Test
    void aBlobUnderAnotherDocumentsNameIsRefused() throws Exception {
        var blobs = BlobStore.inFolder(folder, RANDOM);
        write(blobs, key, document);
        write(blobs, key, other);
        Files.copy(BlobFile.path(folder, other), replaced(BlobFile.path(folder, document)));

        assertRefused(() -> blobs.read(key, document, CONTENT.length));
    }

    @Test
    void aBlobWithTheRightIdsButAnotherDocumentsHeaderIsRefused() throws Exception {
        var blobs = BlobStore.inFolder(folder, RANDOM);
        write(blobs, key, document);
        write(blobs, key, other);
        var forged = Files.readAllBytes(BlobFile.path(folder, other));
        System.arraycopy(Files.readAllBytes(BlobFile.path(folder, document)), 0, forged, 0, 100);
        Files.write(replaced(BlobFile.path(folder, document)), forged);

        assertRefused(() -> blobs.read(key, document, CONTENT.length));
    }

    @Test
    void aBlobReadAtAnotherLengthIsRefused() throws Exception {
        var blobs = BlobStore.inFolder(folder, RANDOM);
        write(blobs, key, document);
        var longer = Files.readAllBytes(BlobFile.path(folder, document));
        Files.write(replaced(BlobFile.path(folder, document)), Arrays.copyOf(longer, longer.length + 1));

        assertRefused(() -> blobs.read(key, document, CONTENT.length));
        assertRefused(() -> blobs.read(key, document, CONTENT.length + 1));
    }

    @Test
    void fileHoldsNoPlaintext() throws Exception {
        var blobs = BlobStore.inFolder(folder, RANDOM);
        write(blobs, key, document);

        assertThat(new String(Files.readAllBytes(BlobFile.path(folder, document)), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(CONTENT, StandardCharsets.ISO_8859_1));
    }

    private static void assertRefused(ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfAny(java.io.IOException.class, FloeException.class);
    }

    private static Path replaced(Path path) throws Exception {
        Files.delete(path);
        return path;
    }

    private static void write(BlobStore blobs, TransferKey key, UUID id) throws Exception {
        blobs.create(key, id, CONTENT.length);
        try (var writer = blobs.lock(id).orElseThrow().writer(key, id, CONTENT.length, 0, 1)) {
            var segment = new SegmentPool(FloeParameters.STANDARD.segmentLength()).take()
                    .position(FloeParameters.DATA_START);
            writer.append(List.of(segment.put(CONTENT)));
            writer.finish();
        }
    }
}
