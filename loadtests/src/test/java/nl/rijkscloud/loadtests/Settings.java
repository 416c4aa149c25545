package nl.rijkscloud.loadtests;

import java.time.Duration;

/** What a run is told with {@code -D}; README.md explains them. */
final class Settings {
    static final String BASE_URL = System.getProperty("baseUrl", "http://localhost:8080");
    static final String CATCHER = System.getProperty("catcher", BASE_URL + "/demo/api/messages");
    static final String ACCOUNTS = System.getProperty("accounts", "accounts.csv");
    static final String ARRIVALS = System.getProperty("arrivals", "arrivals.csv");

    /** Journeys that each of two visitors makes first, which count for nothing. */
    static final int WARM = Integer.getInteger("warm", 20);

    /** Journeys that one visitor makes alone, one after the other, to compare with. */
    static final int IDLE = Integer.getInteger("idle", 40);

    /** How long journeys begin under load, at the simulation's rate times {@link #TIMES}. */
    static final Duration LOAD = Duration.ofSeconds(Long.getLong("seconds", 60));

    static final double TIMES = Double.parseDouble(System.getProperty("times", "1"));

    /** Names, sizes and contents follow from it; the addresses differ from run to run. */
    static final long SEED = Long.getLong("seed", 20261124);

    private Settings() {}

    /** The 95th percentile under load may be so many times that of the idle run. @param usual when nothing is said */
    static double maxRatio(double usual) {
        return Double.parseDouble(System.getProperty("maxRatio", Double.toString(usual)));
    }
}
