package nl.rijkscloud.upload;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.LinkedHashSet;
import nl.rijkscloud.blob.SegmentPool;

/**
 * Who may bring bytes now, when more want to than there is memory for: first come, first served. Whoever waits leaves its bytes with the system and
 * the sender, and brings many at once when its turn comes, so that a thousand slow uploads take hardly more than a few.
 *
 * <p>A turn in which nothing comes goes to the next: senders that stall keep nobody waiting. Safe for use from any thread.
 */
final class UploadScheduler {
    /** What one may bring while others wait: half a megabyte. */
    static final int SEGMENTS = 8;

    private final SegmentPool pool;
    private final int most;
    private final Duration patience;
    private final LinkedHashSet<Turn> taken = new LinkedHashSet<>();
    private final LinkedHashSet<Turn> waiting = new LinkedHashSet<>();
    private boolean watched;

    /** @param most how many have their turn at once; @param patience with one in whose turn nothing comes */
    UploadScheduler(SegmentPool pool, int most, Duration patience) {
        this.pool = pool;
        this.most = most;
        this.patience = patience;
    }

    /** For one stream, on whose event loop it hears of it; not taken yet. */
    Turn turn(Context context) {
        return new Turn(context);
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

    /** One stream's place among the others. */
    final class Turn {
        private final Context context;
        private Runnable then; // of who asked and has not been told
        private boolean mine;
        private int brought;
        private int unwritten;
        private long since; // nothing has been written

        private Turn(Context context) {
            this.context = context;
        }

        /** Runs {@code then}, once, when bytes may come; on the stream's event loop. Never, when it ends before. */
        void ask(Runnable then) {
            synchronized (UploadScheduler.this) {
                this.then = then;
                settle();
            }
        }

        /** Whether no more bytes may come, until it is asked for and told. */
        boolean isFull() {
            synchronized (UploadScheduler.this) {
                return !mine || unwritten >= pool.share() || isUsedUp();
            }
        }

        /** One more segment is complete, and waits to be written. */
        void brought() {
            synchronized (UploadScheduler.this) {
                brought++;
                unwritten++;
            }
        }

        /** So many of them need no memory any more. */
        void written(int segments) {
            synchronized (UploadScheduler.this) {
                unwritten -= segments;
                since = System.nanoTime();
                settle();
            }
        }

        /** The stream brings nothing any more. */
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
            context.runOnContext(now -> asked.run());
        }

        private boolean isUsedUp() {
            return brought >= SEGMENTS && !waiting.isEmpty();
        }

        private boolean isIdle(long now) {
            return unwritten == 0 && now - since >= patience.toNanos();
        }
    }
}
