package nl.rijkscloud.blob;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.blob.ObjectRecordStore.Part;
import nl.rijkscloud.bucket.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document out of its objects. A reader in order gets more with each call to the store, up to a megabyte, as
 * far as memory can be lent; one that jumps gets the segment alone.
 */
final class ObjectSource implements BlobSource {
    private static final int SEGMENT = BlobLayout.PARAMETERS.segmentLength();
    private static final int MOST_AHEAD = BlobSource.ReadAhead.WINDOW / SEGMENT;
    private static final int PARTS_AT_ONCE = 256;

    private final Bucket bucket;
    private final ObjectRecordStore records;
    private final SegmentPool.Loans memory;
    private final UUID document;
    private final long segments;
    private final List<ByteBuffer> own;
    private List<Part> parts = List.of();
    private List<ByteBuffer> window = List.of(); // each holds one segment, from windowStart on
    private long windowStart;
    private int windowFilled;
    private long expected = -1;
    private int ahead = 1;
    private ByteBuffer seals = ByteBuffer.allocate(0); // of the part that begins with sealsFirst
    private long sealsFirst = -1;

    /**
     * @param segments that are recorded
     * @param own memory of the reader's for a window, or none
     */
    ObjectSource(Bucket bucket, ObjectRecordStore records, SegmentPool.Loans memory, UUID document, long segments,
            List<ByteBuffer> own) {
        this.bucket = bucket;
        this.records = records;
        this.memory = memory;
        this.document = document;
        this.segments = segments;
        this.own = own;
        if (!own.isEmpty()) {
            ahead = own.size();
        }
    }

    /** Cuts a window into the memory of whole segments. */
    static List<ByteBuffer> segments(ByteBuffer window) {
        var buffers = new ArrayList<ByteBuffer>();
        for (var at = 0; at + SEGMENT <= window.capacity(); at += SEGMENT) {
            buffers.add(window.slice(at, SEGMENT));
        }
        return buffers;
    }

    @Override
    public ByteBuffer read(long position, int length, ByteBuffer scratch) throws IOException {
        var segment = (position - BlobLayout.BLOCK) / SEGMENT;
        if (segment < windowStart || segment >= windowStart + windowFilled) {
            var part = part(segment);
            var wanted = wanted(segment, part);
            var buffers = wanted > 1 || !own.isEmpty() ? buffers(wanted) : List.<ByteBuffer>of();
            if (buffers.isEmpty()) {
                expected = segment + 1;
                return alone(part, segment, length, scratch);
            }
            fill(part, segment, length, buffers);
        }
        expected = segment + 1;
        return window.get((int) (segment - windowStart)).slice(0, length);
    }

    private int wanted(long segment, Part part) {
        ahead = own.isEmpty() ? segment == expected ? Math.min(2 * ahead, MOST_AHEAD) : 1 : own.size();
        return (int) Math.min(ahead, part.first() + part.segments() - segment);
    }

    private List<ByteBuffer> buffers(int wanted) {
        if (!own.isEmpty()) {
            return own.subList(0, wanted);
        }
        release();
        return memory.lend(wanted);
    }

    private ByteBuffer alone(Part part, long segment, int length, ByteBuffer scratch) throws IOException {
        scratch.clear().limit(length);
        bucket.get(ObjectLayout.key(document, part), ObjectLayout.start(part, segment), List.of(scratch));
        return scratch;
    }

    /** All segments are full but for the document's last one, whose length the reader knows. */
    private void fill(Part part, long segment, int length, List<ByteBuffer> buffers) throws IOException {
        windowFilled = 0;
        window = buffers;
        windowStart = segment;
        var room = new ArrayList<ByteBuffer>();
        var start = ObjectLayout.start(part, segment);
        var end = ObjectLayout.end(part);
        for (var at = 0; at < buffers.size(); at++) {
            var here = at == 0 ? length : (int) Math.min(SEGMENT, end - start - (long) at * SEGMENT);
            room.add(buffers.get(at).clear().limit(here).slice());
        }
        bucket.get(ObjectLayout.key(document, part), start, room);
        buffers.forEach(ByteBuffer::clear);
        windowFilled = buffers.size();
    }

    @Override
    public boolean readSeal(long index, ByteBuffer seal) throws IOException {
        if (sealsFirst < 0 || index < sealsFirst || index >= sealsFirst + seals.capacity() / BlobReader.SEAL_LENGTH) {
            var part = part(index);
            seals = ByteBuffer.allocate(part.segments() * BlobReader.SEAL_LENGTH);
            sealsFirst = -1;
            bucket.get(ObjectLayout.key(document, part), ObjectLayout.seal(part, part.first()), List.of(seals));
            sealsFirst = part.first();
        }
        seal.put(seals.slice((int) (index - sealsFirst) * BlobReader.SEAL_LENGTH, BlobReader.SEAL_LENGTH));
        return true;
    }

    private Part part(long segment) throws IOException {
        if (segment >= segments) {
            throw new EOFException("the blob ends at segment " + segments);
        }
        var here = holding(segment);
        if (here == null) {
            parts = records.parts(document, segment, PARTS_AT_ONCE);
            here = holding(segment);
        }
        if (here == null) {
            throw new EOFException("blob of document " + document + " has no object for segment " + segment);
        }
        return here;
    }

    private @Nullable Part holding(long segment) {
        for (var part : parts) {
            if (segment >= part.first() && segment < part.first() + part.segments()) {
                return part;
            }
        }
        return null;
    }

    private void release() {
        if (own.isEmpty()) {
            memory.giveBack(window);
        }
        window = List.of();
        windowFilled = 0;
    }

    @Override
    public void close() {
        release();
    }
}
