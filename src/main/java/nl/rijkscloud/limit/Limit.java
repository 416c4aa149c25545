package nl.rijkscloud.limit;

import java.time.Duration;

/**
 * A number of acts that one subject may do in one period.
 *
 * @param name what is limited, e.g. {@code mails-to-address}
 * @param subject who is limited: an address, a source; empty for the whole portal
 * @param most the number that is still allowed
 */
public record Limit(String name, String subject, int most, Duration period) {}
