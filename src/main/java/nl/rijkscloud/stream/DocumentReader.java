package nl.rijkscloud.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.FolderGone;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.http.ByteRange;

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
    private final SealCheck check;
    private final ByteBuffer seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
    private final long stop;
    private long next;
    private PlainSegment held; // the last one, until all seals are found right

    private DocumentReader(StoredDocument document, ByteRange range, SegmentPool pool, BlobReader blob, VerifiedSeals verified) {
        this.document = document;
        this.range = range;
        this.pool = pool;
        this.blob = blob;
        var full = BlobReader.plaintextPerSegment();
        next = range.start() / full;
        stop = Math.max(next + 1, Math.ceilDiv(range.end(), full)); // an empty document has one segment too
        check = new SealCheck(document, blob, verified, next, stop);
    }

    static DocumentReader open(BlobStore blobs, StoredDocument document, ByteRange range, SegmentPool pool, VerifiedSeals verified)
            throws IOException {
        try {
            return new DocumentReader(document, range, pool, blobs.read(document.key(), document.id(), document.length()), verified);
        } catch (FolderGone gone) {
            throw gone;
        } catch (IOException | FloeException failure) {
            throw new DamagedDocument(document.id(), failure);
        }
    }

    boolean hasNext() {
        return next < stop || held != null;
    }

    /** Opens the next segment; nothing when it spent this visit on reading seals, and has to be asked again. */
    Optional<PlainSegment> next() throws DamagedDocument {
        try {
            if (next < stop && check.reaches(next)) {
                var piece = opened();
                if (next < stop) {
                    return Optional.of(piece);
                }
                held = piece;
            }
            return next == stop && check.ends() ? released() : Optional.empty();
        } catch (IOException | FloeException | RuntimeException failure) {
            throw failure instanceof DamagedDocument known ? known : new DamagedDocument(document.id(), failure);
        }
    }

    private Optional<PlainSegment> released() {
        var piece = held;
        held = null;
        return Optional.of(piece);
    }

    private PlainSegment opened() throws IOException, FloeException {
        var memory = pool.take();
        try {
            blob.read(next, memory, memory.duplicate().position(PLAINTEXT_START), seal.clear());
            check.add(seal);
        } catch (IOException | FloeException | RuntimeException failure) {
            pool.give(memory);
            throw failure;
        }
        var start = next * BlobReader.plaintextPerSegment();
        var wanted = range.within(start, blob.plaintextIn(next));
        next++;
        return PlainSegment.borrowed(memory.clear(), PLAINTEXT_START + (int) wanted.start(), PLAINTEXT_START + (int) wanted.end());
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            pool.give(held.memory());
            held = null;
        }
        blob.close();
    }
}
