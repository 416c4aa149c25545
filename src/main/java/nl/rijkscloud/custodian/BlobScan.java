package nl.rijkscloud.custodian;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.content.ContentInspection.Passage;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.statement.PartDigest;
import nl.rijkscloud.vault.Sha256;
import nl.rijkscloud.vault.TransferKey;

/**
 * Reads a whole blob once, segment after segment. It holds the memory of two segments and one window, whatever the
 * length of the document. Blocks; for one worker thread at a time.
 */
final class BlobScan {
    /** @param sums of the ciphertext, for later readings without a key */
    record Reading(DocumentDigests digests, byte[] sums) {}

    private final ByteBuffer window = BlobReader.window();
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(FloeParameters.STANDARD.segmentLength());
    private final ByteBuffer plain = ByteBuffer.allocateDirect(BlobReader.plaintextPerSegment());
    private final ByteBuffer seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);

    /**
     * @param passages get every byte of the document
     * @param cancelled asked before every segment
     * @throws CancellationException when cancelled
     * @throws FloeException when the blob is damaged; trying again does not help
     */
    Reading read(BlobStore blobs, TransferKey key, UUID document, long length, List<Passage> passages,
            BooleanSupplier cancelled) throws IOException, FloeException {
        try (var blob = blobs.readThrough(key, document, length, window)) {
            return read(blob, passages, cancelled);
        }
    }

    private Reading read(BlobReader blob, List<Passage> passages, BooleanSupplier cancelled)
            throws IOException, FloeException {
        var sums = blob.takeSums();
        var sha256 = Sha256.digest();
        var seals = Sha256.digest();
        var parts = new PartDigest();
        var crc32 = new CRC32();
        for (var index = 0L; index < blob.segments(); index++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            blob.read(index, sealed, plain.clear(), seal.clear());
            plain.flip();
            for (var passage : passages) {
                passage.add(plain.duplicate());
            }
            crc32.update(plain.duplicate());
            parts.add(plain.duplicate());
            sha256.update(plain);
            seals.update(seal.flip());
        }
        return new Reading(new DocumentDigests(
                sha256.digest(), crc32.getValue(), seals.digest(), Optional.of(parts.end())), sums.end());
    }
}
