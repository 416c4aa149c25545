package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.db.Database;

/** The findings of the sweep for a person, and the decisions of that person, while servers run or not. */
public record SweepConsent(Database database) {
    /** The last comparison: files that wait for a person, files in quarantine, documents without a file. */
    public record Last(int held, int quarantined, int missing) {}

    /** Empty before the first comparison. */
    public Future<Optional<Last>> last() {
        return new SweepStore().last(database.client());
    }

    /** Allows this many files without a document to go to quarantine at once, one time. */
    public Future<Void> give(int files, Instant now) {
        return new SweepStore().giveConsent(database.client(), files, now);
    }
}
