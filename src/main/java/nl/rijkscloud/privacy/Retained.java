package nl.rijkscloud.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long things are kept, and whether what should be gone is gone.
 *
 * @param settings by their names in the configuration
 * @param months the last twelve, the newest first
 * @param at when the database was asked
 */
public record Retained(Map<String, Duration> settings, List<Month> months, Overdue overdue, Optional<Swept> swept, Instant at) {

    /**
     * Transfers whose keys and documents were destroyed in a month, in Dutch time.
     *
     * @param expired because their time was over; @param withdrawn because staff wanted that
     * @param logged lines of the audit log that say so, of both
     */
    public record Month(YearMonth month, long expired, long withdrawn, long logged) {}

    /**
     * What should not be there any more; all of it 0 as long as everything works.
     *
     * @param transfers whose time has been over for an hour, and which still live
     * @param keys transfers that have ended, and of which something is kept that opens something
     * @param documents rows of documents whose transfer has ended
     * @param letters that are settled, or too old, and whose content is still there
     */
    public record Overdue(long transfers, long keys, long documents, long letters) {}

    /** The last comparison of files with rows. @param deleted files that no document needed; @param missing documents without a file */
    public record Swept(Instant at, int deleted, int missing) {}
}
