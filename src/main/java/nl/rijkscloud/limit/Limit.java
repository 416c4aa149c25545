package nl.rijkscloud.limit;

import java.time.Duration;

/**
 * A number of acts that one subject may do in one period.
 *
 * @param name what is limited, e.g. {@code mails-to-address}
 * @param subject who is limited: an address, a source; empty for the whole portal
 * @param most the number that is still allowed; 0 allows nothing
 * @param period more than nothing, at most {@link #LONGEST}
 */
public record Limit(String name, String subject, int most, Duration period) {
    static final Duration LONGEST = Duration.ofDays(1);

    public Limit {
        if (most < 0 || !period.isPositive() || period.compareTo(LONGEST) > 0) {
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
