package nl.rijkscloud.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/**
 * Closes resources that live as long as this JVM, the newest first: a portal before the database that it needs.
 * Shutdown hooks run in parallel, so that a portal would wait for a database that has gone. Safe for use from any
 * thread.
 */
public final class AtExit {
    private static final Deque<Runnable> CLOSINGS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll));
    }

    private AtExit() {}

    public static void run(Runnable closing) {
        synchronized (CLOSINGS) {
            CLOSINGS.push(closing);
        }
    }

    private static void closeAll() {
        synchronized (CLOSINGS) {
            while (!CLOSINGS.isEmpty()) {
                close(CLOSINGS.pop());
            }
        }
    }

    /** A failing one does not keep others open. */
    private static void close(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException failed) {
            LoggerFactory.getLogger(AtExit.class).warn("did not close", failed);
        }
    }
}
