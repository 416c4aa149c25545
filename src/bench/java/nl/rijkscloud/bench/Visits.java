package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The visits of people of one kind: how long each took, and how many went wrong. Safe for use from any thread. */
final class Visits {
    /** Somebody's act; false if it was not answered well. */
    @FunctionalInterface
    interface Act {
        boolean run() throws Exception;
    }

    private final List<Double> milliseconds = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger errors = new AtomicInteger();

    /**
     * Repeats an act until the end, beginning one every {@code period} seconds, or as soon as the last one is over if
     * that takes longer.
     *
     * @param counted acts that begin earlier are not counted; nanoseconds, as the end
     */
    void repeat(Act act, double period, long counted, long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            var began = System.nanoTime();
            var well = isDoneWell(act);
            if (began >= counted) {
                milliseconds.add((System.nanoTime() - began) / 1e6);
                errors.addAndGet(well ? 0 : 1);
            }
            TimeUnit.NANOSECONDS.sleep(began + (long) (period * 1e9) - System.nanoTime());
        }
    }

    private static boolean isDoneWell(Act act) throws InterruptedException {
        try {
            return act.run();
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Exception | AssertionError wrong) {
            return false;
        }
    }

    int count() {
        return milliseconds.size();
    }

    int errors() {
        return errors.get();
    }

    /** The time within which this share of all visits was over. */
    double percentile(double share) {
        var sorted = milliseconds.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
