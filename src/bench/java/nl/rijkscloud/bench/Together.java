package nl.rijkscloud.bench;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** What has to be done many times outside the clock, some at a time. */
final class Together {
    private static final int HANDS = 8;

    private Together() {}

    /** All of it is tried, in any order; the results come in the order of the tasks. */
    static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            var done = new ArrayList<T>();
            for (var one : hands.invokeAll(tasks)) {
                done.add(one.get());
            }
            return done;
        }
    }

    static Callable<Void> closing(Closeable one) {
        return () -> {
            one.close();
            return null;
        };
    }
}
