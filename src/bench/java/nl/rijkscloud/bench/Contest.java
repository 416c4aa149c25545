package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Two servers that do the same in turn, so that whatever else the machine does meets both. Who begins changes every
 * time.
 */
record Contest(List<Sample> ours, List<Sample> theirs) {
    interface Side {
        Sample once() throws Exception;
    }

    static Contest run(Lab lab, Side ours, Side theirs) throws Exception {
        return run(lab, lab.warmUps(), ours, theirs);
    }

    /** @param warmUps rounds that do not count, for what takes long and needs fewer than usual */
    static Contest run(Lab lab, int warmUps, Side ours, Side theirs) throws Exception {
        var contest = new Contest(new ArrayList<>(), new ArrayList<>());
        for (var round = -warmUps; round < lab.repetitions(); round++) {
            var first = round % 2 == 0 ? ours : theirs;
            var one = first.once();
            var other = (first == ours ? theirs : ours).once();
            if (round >= 0) {
                contest.ours.add(first == ours ? one : other);
                contest.theirs.add(first == ours ? other : one);
            }
            lab.say(String.format(Locale.ROOT, "  %s %.3f s, %.3f s", round < 0 ? "warm-up" : "round " + (round + 1),
                    (first == ours ? one : other).seconds(), (first == ours ? other : one).seconds()));
        }
        return contest;
    }

    /** How many times as fast we are. */
    Series ratio() {
        return Series.ofPairs(ours, theirs, (our, their) -> our.megabytesPerSecond() / their.megabytesPerSecond());
    }

    Series ours(ToDoubleFunction<Sample> value) {
        return Series.of(ours, value);
    }

    Series theirs(ToDoubleFunction<Sample> value) {
        return Series.of(theirs, value);
    }

    /**
     * The figures that every contest reports. @param key and {@code rival} are parts of the names of figures, as
     * {@code upload} and {@code Nginx}
     */
    void into(Figures figures, String key, String rival, String what) {
        figures.add(key + "Vs" + rival, what + ": speed, " + rival + " = 1", ratio());
        figures.addOnce(key + "MBPerSecond", what + ": MB/s", ours(Sample::megabytesPerSecond));
        figures.add(key + rival + "MBPerSecond", what + ", " + rival + ": MB/s", theirs(Sample::megabytesPerSecond));
        figures.addOnce(key + "CpuSecondsPerGB", what + ": CPU s/GB", ours(Sample::cpuPerGigabyte));
        figures.add(key + rival + "CpuSecondsPerGB", what + ", " + rival + ": CPU s/GB",
                theirs(Sample::cpuPerGigabyte));
        if (failures(ours) + failures(theirs) > 0) {
            figures.addOnce(key + "Failures", what + ": streams that failed", ours(Sample::failures));
            figures.add(key + rival + "Failures", what + ", " + rival + ": streams that failed",
                    theirs(Sample::failures));
        }
    }

    private static int failures(List<Sample> samples) {
        return samples.stream().mapToInt(Sample::failures).sum();
    }
}
