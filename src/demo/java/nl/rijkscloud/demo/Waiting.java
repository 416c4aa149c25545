package nl.rijkscloud.demo;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Blocks on a future, with a time-out: a demo or test that hangs reports nothing. */
final class Waiting {
    private static final long MOST_SECONDS = 60;

    private Waiting() {}

    static <T> T on(Future<T> future) {
        try {
            return future.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            throw new IllegalStateException("still not done after " + MOST_SECONDS + " s", hangs);
        }
    }
}
