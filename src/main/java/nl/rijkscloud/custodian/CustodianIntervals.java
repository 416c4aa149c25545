package nl.rijkscloud.custodian;

import java.time.Duration;
import nl.rijkscloud.config.Config;

/**
 * The intervals of the custodian.
 *
 * @param checks for documents that arrived without notice, and those that are due again
 * @param expiry for expired transfers and other chores
 * @param sweep for the comparison of files and rows, which lists every file
 * @param quarantine the time that a file without a row waits
 * @param cutting for running transfers of bytes that another node has ended
 */
record CustodianIntervals(Duration checks, Duration expiry, Duration sweep, Duration quarantine,
        Duration cutting) {
    static CustodianIntervals of(Config.Storage storage) {
        return new CustodianIntervals(
                Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1), storage.quarantine(),
                Duration.ofSeconds(2));
    }
}
