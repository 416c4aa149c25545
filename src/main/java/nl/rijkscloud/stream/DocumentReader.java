package nl.rijkscloud.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.kernel.StoreAway;
import org.jspecify.annotations.Nullable;

/**
 * Opens a range of one document, segment by segment, and owns the file. It blocks, so call it on a worker, one thread
 * at a time. It returns authenticated plaintext only. It returns the last segment only after {@link SealCheck} has
 * found that all segments are those that were checked, because a segment of an older upload is authentic too.
 */
final class DocumentReader implements AutoCloseable {
    /** Offset of the plaintext when a segment is opened in its own memory. */
    private static final int PLAINTEXT_START = 16;

    private final StoredDocument document;
    private final ByteRange range;
    private final SegmentPool pool;
    private final BlobReader blob;
    private final SealCheck check;
    private final ByteBuffer seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
    private final long stop;
    private long next;
    private WriteBatch.@Nullable Segment held; // the last segment, until all seals have been checked

    private DocumentReader(
            StoredDocument document, ByteRange range, SegmentPool pool, BlobReader blob, VerifiedSeals verified) {
        this.document = document;
        this.range = range;
        this.pool = pool;
        this.blob = blob;
        var full = BlobReader.plaintextPerSegment();
        next = range.start() / full;
        stop = Math.max(next + 1, Math.ceilDiv(range.end(), full)); // an empty document has one segment
        check = new SealCheck(document, blob, verified, next, stop);
    }

    static DocumentReader open(
            BlobStore blobs, StoredDocument document, ByteRange range, SegmentPool pool, VerifiedSeals verified)
            throws IOException {
        try {
            var blob = blobs.read(document.key(), document.id(), document.length());
            return new DocumentReader(document, range, pool, blob, verified);
        } catch (StoreAway gone) {
            throw gone;
        } catch (IOException | FloeException failure) {
            throw new DamagedDocument(document.id(), failure);
        }
    }

    boolean hasNext() {
        return next < stop || held != null;
    }

    /** Opens the next segment. Empty when this call was spent on reading seals; call it again then. */
    Optional<WriteBatch.Segment> next() throws DamagedDocument {
        try {
            if (next < stop && check.readUpTo(next)) {
                var segment = openNext();
                if (next < stop) {
                    return Optional.of(segment);
                }
                held = segment;
            }
            return next == stop && check.readRest() ? release() : Optional.empty();
        } catch (IOException | FloeException | RuntimeException failure) {
            throw failure instanceof DamagedDocument known ? known : new DamagedDocument(document.id(), failure);
        }
    }

    private Optional<WriteBatch.Segment> release() {
        var segment = held;
        held = null;
        return Optional.ofNullable(segment);
    }

    private WriteBatch.Segment openNext() throws IOException, FloeException {
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
        return WriteBatch.Segment.borrowed(
                memory.clear(), PLAINTEXT_START + (int) wanted.start(), PLAINTEXT_START + (int) wanted.end());
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            new WriteBatch(List.of(held), true).giveBack(pool);
            held = null;
        }
        blob.close();
    }
}
