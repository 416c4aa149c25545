package nl.rijkscloud.blob;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.floe.FloeParameters;

/**
 * Off-heap buffers of one segment each, aligned to blocks, which all uploads and downloads share. The budget is for the
 * whole server: the more streams are active, the fewer segments each may have waiting. Safe for use from any thread.
 */
public final class SegmentPool {
    private static final int MOST_PER_STREAM = 32;

    private final int budget;
    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();

    /** @param bytes of memory for waiting segments */
    public SegmentPool(long bytes) {
        budget = (int) Math.max(1, bytes / FloeParameters.STANDARD.segmentLength());
    }

    /** Counts a stream in; every join has its {@link #leave}. */
    public void join() {
        streams.incrementAndGet();
    }

    public void leave() {
        streams.decrementAndGet();
    }

    /** The number of segments that one stream may have waiting now: at least 1. */
    public int fairPortion() {
        return Math.clamp(budget / Math.max(1, streams.get()), 1, MOST_PER_STREAM);
    }

    /** An empty buffer of {@code ENC_SEG_LEN} bytes; give it back once. */
    public ByteBuffer take() {
        var buffer = free.pollFirst();
        if (buffer == null) {
            return BlobFile.DirectIo.aligned(FloeParameters.STANDARD.segmentLength());
        }
        kept.decrementAndGet();
        return buffer.clear();
    }

    public void give(ByteBuffer buffer) {
        if (kept.incrementAndGet() <= budget) {
            free.addFirst(buffer);
        } else {
            kept.decrementAndGet(); // the collector frees it
        }
    }

    /**
     * Memory for segments that a store of objects keeps between calls: small writes that become one object, and
     * segments that are read ahead. Nobody waits for it: a caller that gets none continues with smaller pieces. Safe
     * for use from any thread.
     */
    static final class Loans {
        private final SegmentPool pool;
        private final int most;
        private final AtomicInteger lent = new AtomicInteger();

        /** @param bytes that all borrowers together may have */
        Loans(long bytes) {
            pool = new SegmentPool(bytes);
            most = (int) (bytes / BlobLayout.PARAMETERS.segmentLength());
        }

        /** Lends as many buffers as wanted, or fewer, or none; each is as long as a segment. */
        List<ByteBuffer> lend(int wanted) {
            var buffers = new ArrayList<ByteBuffer>(wanted);
            while (buffers.size() < wanted && lent.incrementAndGet() <= most) {
                buffers.add(pool.take());
            }
            if (buffers.size() < wanted) {
                lent.decrementAndGet();
            }
            return buffers;
        }

        /** Takes buffers back, each once. */
        void giveBack(List<ByteBuffer> buffers) {
            buffers.forEach(pool::give);
            lent.addAndGet(-buffers.size());
        }

        /** Buffers that are lent now. */
        int lent() {
            return lent.get();
        }
    }
}
