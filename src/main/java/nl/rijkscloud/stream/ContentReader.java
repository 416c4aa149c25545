package nl.rijkscloud.stream;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.http.ByteRange;

/**
 * Reads a range of what goes out, in order, with at most one file open. Blocking, for a worker; one thread at a time. After a failure it is of no use
 * any more, but for closing.
 */
final class ContentReader implements AutoCloseable {
    private final BlobStore blobs;
    private final SegmentPool pool;
    private final VerifiedSeals verified;
    private final Queue<DownloadContent.Slice> slices;
    private DocumentReader document; // null between documents

    ContentReader(BlobStore blobs, SegmentPool pool, VerifiedSeals verified, DownloadContent outgoing, ByteRange range) {
        this.blobs = blobs;
        this.pool = pool;
        this.verified = verified;
        this.slices = new ArrayDeque<>(outgoing.slices(range));
    }

    /**
     * Reads at most this many pieces, in one visit to the worker; none when the visit went into reading seals. The file is closed when its last piece has
     * been read.
     */
    WriteBatch read(int most) throws IOException {
        var pieces = new ArrayList<PlainSegment>(most);
        try {
            var more = true;
            while (more && pieces.size() < most && !exhausted()) {
                more = readOne(pieces);
            }
        } catch (IOException | RuntimeException failure) {
            new WriteBatch(pieces, false).giveBack(pool);
            throw failure;
        }
        return new WriteBatch(pieces, exhausted());
    }

    /** @return whether there is time for more in this visit */
    private boolean readOne(List<PlainSegment> pieces) throws IOException {
        if (document == null) {
            switch (slices.remove()) {
                case DownloadContent.Slice(DownloadContent.Literal(var bytes), var range) -> pieces.add(literal(bytes, range));
                case DownloadContent.Slice(DownloadContent.Content(var stored), var range) ->
                    document = DocumentReader.open(blobs, stored, range, pool, verified);
            }
            return true;
        }
        var piece = document.next();
        piece.ifPresent(pieces::add);
        if (!document.hasNext()) {
            close();
        }
        return piece.isPresent();
    }

    private boolean exhausted() {
        return document == null && slices.isEmpty();
    }

    private static PlainSegment literal(byte[] bytes, ByteRange range) {
        return PlainSegment.literal(Arrays.copyOfRange(bytes, (int) range.start(), (int) range.end()));
    }

    @Override
    public void close() throws IOException {
        if (document != null) {
            var open = document;
            document = null;
            open.close();
        }
    }
}
