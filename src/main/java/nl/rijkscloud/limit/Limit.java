package nl.rijkscloud.limit;

import java.time.Duration;
import java.util.Set;

/**
 * The number of acts that one subject may do in one period.
 *
 * @param name a word for the limited act, e.g. {@code mails-to-address}
 * @param subject an address or a source; empty for the whole portal
 * @param most the largest allowed number; 0 allows nothing
 * @param period one of {@link #PERIODS}; the store tells old windows by them
 */
public record Limit(String name, String subject, int most, Duration period) {
    static final Set<Duration> PERIODS = Set.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

    public Limit {
        if (most < 0 || !PERIODS.contains(period)) {
            throw new IllegalArgumentException("a limit of " + most + " in " + period);
        }
    }

    /** A limit of the whole portal, which counts every act of its kind. */
    boolean isPortalWide() {
        return subject.isEmpty();
    }

    /** Leaves the subject out: it is an address or a phone number, which must not reach a log. */
    @Override
    public String toString() {
        return "Limit[" + name + ", " + most + " in " + period + "]";
    }
}
