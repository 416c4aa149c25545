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
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of a {@link DownloadContent} in order, with at most one open file. It blocks, so call it on a worker,
 * one thread at a time. After a failure it can only be closed.
 */
final class ContentReader implements AutoCloseable {
    private final BlobStore blobs;
    private final SegmentPool pool;
    private final VerifiedSeals verified;
    private final Queue<DownloadContent.Slice> slices;
    private @Nullable DocumentReader document; // null between documents

    ContentReader(BlobStore blobs, SegmentPool pool, VerifiedSeals verified, DownloadContent content, ByteRange range) {
        this.blobs = blobs;
        this.pool = pool;
        this.verified = verified;
        this.slices = new ArrayDeque<>(content.slices(range));
    }

    /**
     * Reads at most this many segments in one worker task, or none when the task was spent on reading seals. It closes
     * the file after its last segment.
     */
    WriteBatch read(int most) throws IOException {
        var segments = new ArrayList<WriteBatch.Segment>(most);
        try {
            var more = true;
            while (more && segments.size() < most && !exhausted()) {
                more = readOne(segments);
            }
        } catch (IOException | RuntimeException failure) {
            new WriteBatch(segments, false).giveBack(pool);
            throw failure;
        }
        return new WriteBatch(segments, exhausted());
    }

    /** @return true if this task may read more */
    private boolean readOne(List<WriteBatch.Segment> segments) throws IOException {
        if (document == null) {
            switch (slices.remove()) {
                case DownloadContent.Slice(DownloadContent.Literal(var bytes), var range) ->
                        segments.add(literal(bytes, range));
                case DownloadContent.Slice(DownloadContent.Content(var stored), var range) ->
                    document = DocumentReader.open(blobs, stored, range, pool, verified);
            }
            return true;
        }
        var segment = document.next();
        segment.ifPresent(segments::add);
        if (!document.hasNext()) {
            close();
        }
        return segment.isPresent();
    }

    private boolean exhausted() {
        return document == null && slices.isEmpty();
    }

    private static WriteBatch.Segment literal(byte[] bytes, ByteRange range) {
        return WriteBatch.Segment.literal(Arrays.copyOfRange(bytes, (int) range.start(), (int) range.end()));
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
