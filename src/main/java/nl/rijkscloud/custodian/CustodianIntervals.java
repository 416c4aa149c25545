package nl.rijkscloud.custodian;

import java.time.Duration;

/**
 * How often the custodian looks around.
 *
 * @param checks for documents whose arrival it was not told of, and those that are due again
 * @param expiry for transfers whose time is over, and other chores
 * @param sweep for files without rows and rows without files, which means to list every file
 * @param cutting for running up- and downloads of transfers that other nodes have ended
 */
public record CustodianIntervals(Duration checks, Duration expiry, Duration sweep, Duration cutting) {
    public static final CustodianIntervals STANDARD =
            new CustodianIntervals(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofSeconds(2));
}
