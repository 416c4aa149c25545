package nl.rijkscloud.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.vault.Sha256;

/**
 * Holds the segments of one response to the digest over all seals of the document, which was taken when it was checked: each segment is authentic by itself,
 * also one that an older upload left. What is not handed over is read as well, but only the seals, 28 bytes of each segment. Once a document has been
 * found right, only the stretches that the response touches are looked at. Blocking, for a worker; one thread at a time.
 */
final class SealCheck {
    private final StoredDocument document;
    private final BlobReader blob;
    private final VerifiedSeals verified;
    private final byte[] known; // null when all seals are to be read
    private final MessageDigest all = Sha256.digest();
    private final MessageDigest stretch = Sha256.digest();
    private final ByteArrayOutputStream stretches = new ByteArrayOutputStream();
    private final ByteBuffer seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
    private final long end;
    private long next;

    /** @param first the first segment that is handed over, and {@code stop} the one after the last */
    SealCheck(StoredDocument document, BlobReader blob, VerifiedSeals verified, long first, long stop) {
        this.document = document;
        this.blob = blob;
        this.verified = verified;
        known = verified.of(document).orElse(null);
        next = known == null ? 0 : first - first % VerifiedSeals.STRETCH;
        end = known == null ? blob.segments() : Math.min(blob.segments(), Math.ceilDiv(stop, VerifiedSeals.STRETCH) * VerifiedSeals.STRETCH);
    }

    /** Reads seals up to this segment, some of them; true when it has come there. */
    boolean reaches(long segment) throws IOException {
        for (var read = 0; next < segment && read < verified.step(); read++) {
            blob.readSeal(next, seal.clear());
            add(seal);
        }
        return next == segment;
    }

    /** Reads what is left of the seals that matter, some of them; true when all are found right. */
    boolean ends() throws IOException {
        return reaches(end);
    }

    /** The seal of the next segment, from position 0 to the buffer's position. Fails when it is not the one that was checked, as soon as that can be told. */
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
            hold(MessageDigest.isEqual(digest, Arrays.copyOfRange(known, from, from + Sha256.LENGTH)));
            return;
        }
        stretches.writeBytes(digest);
        if (next == blob.segments()) {
            hold(MessageDigest.isEqual(all.digest(), document.seals()));
            verified.remember(document, stretches.toByteArray());
        }
    }

    private void hold(boolean right) throws DamagedDocument {
        if (!right) {
            throw DamagedDocument.stale(document.id());
        }
    }
}
