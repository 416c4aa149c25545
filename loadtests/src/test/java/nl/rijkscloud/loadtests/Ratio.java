package nl.rijkscloud.loadtests;

/**
 * Compares one request idle and under load.
 *
 * @param idle milliseconds, sorted like {@code load}; neither is empty
 */
record Ratio(String request, int[] idle, int[] load) {
    /**
     * The lowest idle time, in milliseconds, that is used as such. Times are whole milliseconds, and one slice of a
     * scheduler or collector takes several: for a request of two milliseconds, a ratio would measure those.
     */
    static final int LEAST = 10;

    /** With fewer samples the 95th percentile is the slowest one, and says nothing about the others. */
    private static final int FEWEST = 20;

    static final String HEADING = "request                               n idle  n load     p50 of idle    p95 of idle";

    /** The 95th percentile under load divided by that of idle. */
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

    /** By nearest rank. */
    private static int percentile(int[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
