package nl.rijkscloud.bench;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Repeated work that is not timed, some of it in parallel. */
final class Together {
    private static final int HANDS = 8;

    private Together() {}

    /** Tries every task, in any order; the results are in the order of the tasks. */
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
