package nl.rijkscloud.loadtests;

import java.time.Duration;

/** The settings of a run, given with {@code -D}; README.md explains them. */
final class Settings {
    static final String BASE_URL = System.getProperty("baseUrl", "http://localhost:8080");
    static final String CATCHER = System.getProperty("catcher", BASE_URL + "/demo/api/messages");
    static final String ACCOUNTS = System.getProperty("accounts", "accounts.csv");
    static final String ARRIVALS = System.getProperty("arrivals", "arrivals.csv");

    /** Journeys that each of two visitors makes first, without measurement. */
    static final int WARM = Integer.getInteger("warm", 20);

    /** Journeys that one visitor makes alone, in sequence, as the base of the comparison. */
    static final int IDLE = Integer.getInteger("idle", 40);

    /** The time in which journeys begin under load, at the simulation's rate times {@link #TIMES}. */
    static final Duration LOAD = Duration.ofSeconds(Long.getLong("seconds", 60));

    static final double TIMES = Double.parseDouble(System.getProperty("times", "1"));

    /** Determines names, sizes and contents; the addresses differ per run. */
    static final long SEED = Long.getLong("seed", 20261124);

    private Settings() {}

    /**
     * The limit of the 95th percentile under load, as a multiple of the idle one.
     *
     * @param usual the default
     */
    static double maxRatio(double usual) {
        return Double.parseDouble(System.getProperty("maxRatio", Double.toString(usual)));
    }
}
