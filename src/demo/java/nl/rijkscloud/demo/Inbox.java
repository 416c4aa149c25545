package nl.rijkscloud.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every message that the demo's portal sent, oldest first, but only the newest {@value #MOST}. Safe for use from any
 * thread.
 */
public final class Inbox {
    private static final int MOST = 500;

    private final Deque<Caught> messages = new ArrayDeque<>();
    private long arrived;

    synchronized void add(Caught message) {
        if (messages.size() == MOST) {
            messages.removeFirst();
        }
        messages.addLast(message);
        arrived++;
        notifyAll();
    }

    public synchronized List<Caught> messages() {
        return List.copyOf(messages);
    }

    /** How many messages ever arrived, those included that are gone. */
    public synchronized long arrived() {
        return arrived;
    }

    /** Blocks until there is one; returns the newest. Throws {@link IllegalStateException} when it takes too long. */
    public Caught await(Predicate<Caught> wanted, Duration most) throws InterruptedException {
        return awaitAfter(0, wanted, most);
    }

    /** The same, among the messages after the first {@code before} that {@link #arrived}. */
    public synchronized Caught awaitAfter(long before, Predicate<Caught> wanted, Duration most)
            throws InterruptedException {
        var end = System.nanoTime() + most.toNanos();
        while (true) {
            var found = messages().reversed().stream().limit(arrived - before).filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(
                        "no such message within " + most + "; there are " + messages.size() + " others");
            }
            wait(left);
        }
    }

    /** Deletes all messages, so that a test sees only later ones. */
    public synchronized void clear() {
        messages.clear();
    }
}
