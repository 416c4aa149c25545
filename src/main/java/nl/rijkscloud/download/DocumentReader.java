package nl.rijkscloud.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.vault.BlobReader;
import nl.rijkscloud.vault.BlobStore;
import nl.rijkscloud.vault.SegmentPool;
import nl.rijkscloud.vault.Sha256;

/**
 * Opens a range of one document, segment by segment. Owns the file. Blocking, for a worker; one thread at a time. Only authenticated plaintext comes
 * out, and of a whole document the last segment only when all of them together are those that were checked: each of a stale and a current segment is
 * authentic by itself.
 */
final class DocumentReader implements AutoCloseable {
    /** Where a segment's plaintext comes to stand when it is opened in its own memory. */
    private static final int PLAINTEXT_START = 16;

    private final StoredDocument document;
    private final ByteRange range;
    private final SegmentPool pool;
    private final BlobReader blob;
    private final MessageDigest seals; // null when only a part is asked for
    private final ByteBuffer seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
    private final long stop;
    private long next;

    private DocumentReader(StoredDocument document, ByteRange range, SegmentPool pool, BlobReader blob) {
        this.document = document;
        this.range = range;
        this.pool = pool;
        this.blob = blob;
        var full = BlobReader.plaintextPerSegment();
        next = range.start() / full;
        stop = Math.max(next + 1, Math.ceilDiv(range.end(), full)); // an empty document has one segment too
        seals = range.covers(document.length()) ? Sha256.digest() : null;
    }

    static DocumentReader open(BlobStore blobs, StoredDocument document, ByteRange range, SegmentPool pool) throws DamagedDocument {
        try {
            return new DocumentReader(document, range, pool, blobs.read(document.key(), document.id(), document.length()));
        } catch (IOException | FloeException failure) {
            throw new DamagedDocument(document.id(), failure);
        }
    }

    boolean hasNext() {
        return next < stop;
    }

    /** Opens the next segment. */
    Piece next() throws DamagedDocument {
        var memory = pool.take();
        try {
            var piece = open(memory);
            next++;
            return piece;
        } catch (IOException | FloeException | RuntimeException failure) {
            pool.give(memory);
            throw failure instanceof DamagedDocument known ? known : new DamagedDocument(document.id(), failure);
        }
    }

    private Piece open(ByteBuffer memory) throws IOException, FloeException {
        blob.read(next, memory, memory.duplicate().position(PLAINTEXT_START), seal.clear());
        follow();
        var start = next * BlobReader.plaintextPerSegment();
        var wanted = range.within(start, blob.plaintextIn(next));
        return Piece.borrowed(memory.clear(), PLAINTEXT_START + (int) wanted.start(), PLAINTEXT_START + (int) wanted.end());
    }

    private void follow() throws DamagedDocument {
        if (seals == null) {
            return;
        }
        seals.update(seal.flip());
        if (next == stop - 1 && !MessageDigest.isEqual(seals.digest(), document.seals())) {
            throw DamagedDocument.stale(document.id());
        }
    }

    @Override
    public void close() throws IOException {
        blob.close();
    }
}
