package nl.rijkscloud.custodian;

import java.time.Duration;
import nl.rijkscloud.config.Config;

/**
 * How often the custodian looks around.
 *
 * @param checks for documents whose arrival it was not told of, and those that are due again
 * @param expiry for transfers whose time is over, and other chores
 * @param sweep for files without rows and rows without files, which means to list every file
 * @param quarantine how long a file waits that no row needs
 * @param cutting for running up- and downloads of transfers that other nodes have ended
 */
public record CustodianIntervals(Duration checks, Duration expiry, Duration sweep, Duration quarantine,
        Duration cutting) {
    public static CustodianIntervals of(Config.Storage storage) {
        return new CustodianIntervals(
                Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1), storage.quarantine(),
                Duration.ofSeconds(2));
    }
}
