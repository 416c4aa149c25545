package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.blob.ObjectRecordStore.Part;
import nl.rijkscloud.bucket.Bucket;

/**
 * Writes one document as objects. Segments collect in lent memory until there are enough for an object, or none can be
 * lent; the sync stores the rest, and records all objects at once under this writer's epoch. An object that is not
 * recorded does not count: neither a crash nor a later writer finds it, and the sweep deletes it.
 */
final class ObjectTarget implements BlobTarget {
    private final Bucket bucket;
    private final ObjectRecordStore records;
    private final SegmentPool.Loans memory;
    private final UUID document;
    private final ByteBuffer firstBlock;
    private final long epoch;
    private final Runnable beginning;
    private final List<ByteBuffer> collected = new ArrayList<>();
    private final List<Part> unrecorded = new ArrayList<>();
    private long stored; // segments in objects
    private long recorded;
    private boolean begun;

    /**
     * @param firstBlock of the document's file
     * @param next the segment that is written next
     * @param beginning records the document before its first object; empty if it is recorded already
     */
    ObjectTarget(Bucket bucket, ObjectRecordStore records, SegmentPool.Loans memory, UUID document,
            ByteBuffer firstBlock, long epoch, long next, Optional<Runnable> beginning) {
        this.bucket = bucket;
        this.records = records;
        this.memory = memory;
        this.document = document;
        this.firstBlock = firstBlock;
        this.epoch = epoch;
        this.stored = next;
        this.recorded = next;
        this.begun = beginning.isEmpty();
        this.beginning = beginning.orElse(() -> {});
    }

    @Override
    public void write(ByteBuffer[] segments, long position) throws IOException {
        for (var at = 0; at < segments.length; at++) {
            var room = memory.lend(1);
            if (room.isEmpty()) {
                storeWith(Arrays.asList(segments).subList(at, segments.length));
                return;
            }
            collected.add(room.getFirst().clear().put(segments[at].duplicate()).flip());
            if (collected.size() == ObjectLayout.MOST_SEGMENTS) {
                storeWith(List.of());
            }
        }
    }

    /** Stores the collected segments, and these behind them. The caller keeps these. */
    private void storeWith(List<ByteBuffer> more) throws IOException {
        var all = new ArrayList<>(collected);
        all.addAll(more);
        for (var from = 0; from < all.size(); from += ObjectLayout.MOST_SEGMENTS) {
            store(all.subList(from, Math.min(all.size(), from + ObjectLayout.MOST_SEGMENTS)));
        }
        release();
    }

    private void store(List<ByteBuffer> segments) throws IOException {
        var content = ObjectLayout.content(
                stored == 0 ? Optional.of(firstBlock.duplicate()) : Optional.empty(), segments);
        var length = content.stream().mapToInt(ByteBuffer::remaining).sum();
        var part = new Part(stored, segments.size(), length, epoch, UUID.randomUUID());
        bucket.put(ObjectLayout.key(document, part), content);
        unrecorded.add(part);
        stored += segments.size();
    }

    @Override
    public void sync() throws IOException {
        record(false);
    }

    @Override
    public void finish(long writer) throws IOException {
        record(true);
    }

    private void record(boolean whole) throws IOException {
        storeWith(List.of());
        if (!begun) {
            beginning.run();
            begun = true;
        }
        if (!whole && unrecorded.isEmpty()) {
            return;
        }
        if (!records.record(document, epoch, recorded, unrecorded, whole)) {
            throw new BlobWriter.Displaced(document);
        }
        recorded = stored;
        unrecorded.clear();
    }

    @Override
    public void cutBack(long next) throws IOException {
        release();
        var late = new ArrayList<>(unrecorded);
        if (begun) {
            records.cutBack(document, epoch, next).ifPresent(late::addAll);
        }
        bucket.delete(late.stream().map(part -> ObjectLayout.key(document, part)).toList());
    }

    private void release() {
        memory.giveBack(collected);
        collected.clear();
    }

    @Override
    public void close() {
        release();
    }
}
