package nl.rijkscloud.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.vault.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Compares the segments of one response with the digest over all seals of the document, which was recorded when the
 * document was checked: a segment of an older upload is authentic by itself. It also reads the seals of segments that
 * are not sent, 28 bytes each. Once a document has been verified, it reads only the stretches that the response
 * touches. It blocks, so call it on a worker, one thread at a time.
 */
final class SealCheck {
    private final StoredDocument document;
    private final BlobReader blob;
    private final VerifiedSeals verified;
    private final byte @Nullable [] known; // null when all seals have to be read
    private final MessageDigest all = Sha256.digest();
    private final MessageDigest stretch = Sha256.digest();
    private final ByteArrayOutputStream stretches = new ByteArrayOutputStream();
    private final ByteBuffer seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
    private final long end;
    private long next;

    /**
     * @param first the first segment that is sent
     * @param stop the segment after the last
     */
    SealCheck(StoredDocument document, BlobReader blob, VerifiedSeals verified, long first, long stop) {
        this.document = document;
        this.blob = blob;
        this.verified = verified;
        known = verified.of(document).orElse(null);
        next = known == null ? 0 : first - first % VerifiedSeals.STRETCH;
        end = known == null
                ? blob.segments()
                : Math.min(blob.segments(), Math.ceilDiv(stop, VerifiedSeals.STRETCH) * VerifiedSeals.STRETCH);
    }

    /** Reads a bounded number of the seals before this segment. Returns true when all of them have been read. */
    boolean readUpTo(long segment) throws IOException {
        for (var read = 0; next < segment && read < verified.step(); read++) {
            blob.readSeal(next, seal.clear());
            add(seal);
        }
        return next == segment;
    }

    /** Reads a bounded number of the remaining seals. Returns true when all have been verified. */
    boolean readRest() throws IOException {
        return readUpTo(end);
    }

    /**
     * Adds the seal of the next segment, from position 0 to the buffer's position. Fails as soon as the seals of a
     * stretch turn out to differ from those that were checked.
     */
    void add(ByteBuffer read) throws DamagedDocument {
        stretch.update(read.flip());
        if (known == null) {
            all.update(read.rewind());
        }
        next++;
        if (next % VerifiedSeals.STRETCH == 0 || next == blob.segments()) {
            endStretch();
        }
    }

    private void endStretch() throws DamagedDocument {
        var digest = stretch.digest();
        if (known != null) {
            var from = Math.toIntExact((next - 1) / VerifiedSeals.STRETCH) * Sha256.LENGTH;
            require(MessageDigest.isEqual(digest, Arrays.copyOfRange(known, from, from + Sha256.LENGTH)));
            return;
        }
        stretches.writeBytes(digest);
        if (next == blob.segments()) {
            require(MessageDigest.isEqual(all.digest(), document.seals()));
            verified.remember(document, stretches.toByteArray());
        }
    }

    private void require(boolean equal) throws DamagedDocument {
        if (!equal) {
            throw DamagedDocument.stale(document.id());
        }
    }
}
