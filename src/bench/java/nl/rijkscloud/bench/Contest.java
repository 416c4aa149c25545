package nl.rijkscloud.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Two servers that do the same in turn: pairs of neighbouring samples. */
record Contest(List<Sample> ours, List<Sample> theirs) {
    /** Marks the ratios that would be others if the rival waited for the disk as we do. */
    static final String CACHED = " (in the page cache)";

    static Contest run(Lab lab, Rounds.Side ours, Rounds.Side theirs) throws Exception {
        var samples = Rounds.run(lab, lab.warmUps(), ours, theirs);
        return new Contest(samples.getFirst(), samples.getLast());
    }

    /** Without warm-up, for a load under which streams may fail: failures are a figure then, and fail the run too. */
    static Contest countingFailures(Lab lab, Rounds.Side ours, Rounds.Side theirs) throws Exception {
        var samples = Rounds.runFew(lab, 0, lab::countFailures, ours, theirs);
        return new Contest(samples.getFirst(), samples.getLast());
    }

    /** The portal's speed divided by the rival's. */
    Series ratio() {
        return Series.ofPairs(ours, theirs, (our, their) -> our.megabytesPerSecond() / their.megabytesPerSecond());
    }

    Series ours(ToDoubleFunction<Sample> value) {
        return Series.of(ours, value);
    }

    Series theirs(ToDoubleFunction<Sample> value) {
        return Series.of(theirs, value);
    }

    /** The names that {@link #into} always uses. */
    static List<String> keys(String key, String rival) {
        return List.of(key + "Vs" + rival, key + "MBPerSecond", key + rival + "MBPerSecond", key + "CpuSecondsPerGB",
                key + rival + "CpuSecondsPerGB");
    }

    /**
     * The figures that every contest reports.
     *
     * @param key part of the names of figures, like {@code rival}: {@code upload} and {@code Nginx}
     */
    void into(Figures figures, String key, String rival, String what) {
        into(figures, key, rival, what, true);
    }

    /** @param cached false for documents that neither side finds in the page cache or leaves there */
    void into(Figures figures, String key, String rival, String what, boolean cached) {
        figures.add(key + "Vs" + rival, what + ": speed, " + rival + " = 1" + (cached ? CACHED : ""), ratio());
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
