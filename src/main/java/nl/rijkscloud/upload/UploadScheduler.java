package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.LongAdder;
import nl.rijkscloud.blob.SegmentPool;
import org.jspecify.annotations.Nullable;

/**
 * Decides which uploads may bring bytes when there is not enough memory for all: first come, first served. The bytes of
 * a waiting upload stay with the system and the sender, and many come at once when its turn begins, so a thousand slow
 * uploads need hardly more memory than a few.
 *
 * <p>A turn in which nothing comes passes to the next upload, so stalled senders block nobody: n of them delay the
 * others by about n/24 x 100 to 200 ms. Safe for use from any thread.
 */
final class UploadScheduler {
    /** The segments that one turn may bring while others wait: half a megabyte. */
    static final int SEGMENTS = 8;

    private final SegmentPool pool;
    private final int most;
    private final Duration patience;
    private final LinkedHashSet<Turn> taken = new LinkedHashSet<>();
    private final LinkedHashSet<Turn> waiting = new LinkedHashSet<>();
    private final LongAdder received = new LongAdder();
    private boolean watched;

    /**
     * @param most turns at once
     * @param patience how long a turn may bring nothing while others wait
     */
    UploadScheduler(SegmentPool pool, int most, Duration patience) {
        this.pool = pool;
        this.most = most;
        this.patience = patience;
    }

    /**
     * A place for one stream, which is called on this context when its turn begins; {@link Turn#ask} requests the first
     * turn.
     */
    Turn turn(Context context) {
        return new Turn(context);
    }

    /** The number of uploads that wait for their turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** The number of bytes that all uploads have brought since the start. */
    double received() {
        return received.sum();
    }

    private void admit() {
        while (taken.size() < most && !waiting.isEmpty()) {
            waiting.removeFirst().begin();
        }
        if (!waiting.isEmpty() && !watched) {
            watched = true;
            waiting.getFirst().context.owner().setTimer(patience.toMillis(), late -> passOn());
        }
    }

    private synchronized void passOn() {
        watched = false;
        var now = System.nanoTime();
        taken.stream().filter(turn -> turn.isIdle(now)).limit(waiting.size()).toList().forEach(Turn::lose);
        admit();
    }

    /** The place of one stream among the others. */
    final class Turn {
        private final Context context;
        private @Nullable Runnable then; // callback that waits for admission
        private boolean mine;
        private int brought;
        private int unwritten;
        private long since; // when bytes were last written, in nanoseconds

        private Turn(Context context) {
            this.context = context;
        }

        /**
         * Runs {@code then} once, on the stream's event loop, when bytes may come. If the stream ends before that, it
         * never runs.
         */
        void ask(Runnable then) {
            synchronized (UploadScheduler.this) {
                this.then = then;
                settle();
            }
        }

        /** True while this upload must not accept bytes; call {@link #ask} to be notified. */
        boolean isFull() {
            synchronized (UploadScheduler.this) {
                return !mine || unwritten >= pool.fairPortion() || isUsedUp();
            }
        }

        /** Records bytes that have come, and returns them. */
        Buffer count(Buffer bytes) {
            received.add(bytes.length());
            return bytes;
        }

        /** Records a full segment that is queued for writing. */
        void addQueued() {
            synchronized (UploadScheduler.this) {
                brought++;
                unwritten++;
            }
        }

        /** Returns this many segments to the budget. */
        void releaseWritten(int segments) {
            synchronized (UploadScheduler.this) {
                unwritten -= segments;
                since = System.nanoTime();
                settle();
            }
        }

        /** Gives up the place: the stream brings no more bytes. */
        void end() {
            synchronized (UploadScheduler.this) {
                then = null;
                waiting.remove(this);
                if (mine) {
                    lose();
                }
                admit();
            }
        }

        private void settle() {
            if (mine && unwritten == 0 && isUsedUp()) {
                lose();
            }
            if (then != null && !mine) {
                waiting.add(this);
            } else if (then != null && !isFull()) {
                tell();
            }
            admit();
        }

        private void begin() {
            mine = true;
            brought = 0;
            since = System.nanoTime();
            taken.add(this);
            pool.join();
            tell();
        }

        private void lose() {
            mine = false;
            taken.remove(this);
            pool.leave();
        }

        private void tell() {
            var asked = then;
            then = null;
            if (asked != null) {
                context.runOnContext(now -> asked.run());
            }
        }

        private boolean isUsedUp() {
            return brought >= SEGMENTS && !waiting.isEmpty();
        }

        private boolean isIdle(long now) {
            return unwritten == 0 && now - since >= patience.toNanos();
        }
    }
}
