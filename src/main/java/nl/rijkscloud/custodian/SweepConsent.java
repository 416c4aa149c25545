package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.db.Database;

/** What a person sees of the sweep and decides about it, while servers run or not. */
public record SweepConsent(Database database) {
    /** What the last comparison found: files that wait for a person, files in quarantine, documents without a file. */
    public record Last(int held, int quarantined, int missing) {}

    /** Nothing before the first comparison. */
    public Future<Optional<Last>> last() {
        return new SweepStore().last(database.client());
    }

    /** So many files without a document may go to quarantine at once, one time. */
    public Future<Void> give(int files, Instant now) {
        return new SweepStore().giveConsent(database.client(), files, now);
    }
}
