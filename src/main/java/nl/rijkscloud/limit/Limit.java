package nl.rijkscloud.limit;

import java.time.Duration;
import java.util.Set;

/**
 * A number of acts that one subject may do in one period.
 *
 * @param name what is limited, e.g. {@code mails-to-address}
 * @param subject who is limited: an address, a source; empty for the whole portal
 * @param most the number that is still allowed; 0 allows nothing
 * @param period one of {@link #PERIODS}; the store tells old windows by them
 */
public record Limit(String name, String subject, int most, Duration period) {
    static final Set<Duration> PERIODS = Set.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

    public Limit {
        if (most < 0 || !PERIODS.contains(period)) {
            throw new IllegalArgumentException("a limit of " + most + " in " + period);
        }
    }

    /** Of the whole portal: every act of its kind counts here. */
    boolean isOfEverybody() {
        return subject.isEmpty();
    }

    /** Not even in a log by accident: subjects are addresses and phone numbers. */
    @Override
    public String toString() {
        return "Limit[" + name + ", " + most + " in " + period + "]";
    }
}
