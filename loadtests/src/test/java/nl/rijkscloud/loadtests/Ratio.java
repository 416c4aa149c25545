package nl.rijkscloud.loadtests;

/** One request idle and under load. @param idle milliseconds, sorted, as {@code load} is; neither is empty */
record Ratio(String request, int[] idle, int[] load) {
    /**
     * What counts as idle at least, in milliseconds. Times are whole milliseconds, and one turn of a scheduler or
     * collector is several: of a request that takes two, a ratio would tell about those.
     */
    static final int LEAST = 10;

    /** Of fewer, the 95th percentile is the slowest one, and tells of nothing but that one. */
    private static final int FEWEST = 20;

    static final String HEADING = "request                               n idle  n load     p50 of idle    p95 of idle";

    /** How many times the 95th percentile under load is that of idle. */
    double p95() {
        return times(95);
    }

    double p50() {
        return times(50);
    }

    boolean isMeaningful() {
        return idle.length >= FEWEST && load.length >= FEWEST;
    }

    @Override
    public String toString() {
        return "%-38s %5d %7d %15.1f %14.1f".formatted(request, idle.length, load.length, p50(), p95());
    }

    private double times(int percent) {
        return (double) percentile(load, percent) / Math.max(LEAST, percentile(idle, percent));
    }

    /** The nearest rank. */
    private static int percentile(int[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
