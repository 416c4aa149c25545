package nl.rijkscloud.startup;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.blob.BlobPlace.Trouble;
import nl.rijkscloud.kernel.StoreAway;

/** Checks that the place of the blobs can be written durably, on which every acknowledgement rests. Blocks. */
final class StoreCheck {
    private StoreCheck() {}

    /**
     * A store that does not answer may come by itself, if the portal has worked in it.
     *
     * @param marked true if the database says that the place carries a mark: then one without a mark is not mounted
     *     yet; empty if the database does not say
     */
    static Findings run(BlobPlace place, Supplier<Optional<Boolean>> marked) {
        try {
            if (place.mark().isPresent()) {
                return run(place);
            }
        } catch (StoreAway away) {
            var absent = place.describe(Trouble.ABSENT);
            return marked.get().orElse(true) ? Findings.wait(absent) : Findings.reason(absent);
        } catch (IOException unreadable) {
            return run(place);
        }
        var known = marked.get();
        var found = known.orElse(false) ? Findings.NOTHING : run(place);
        return known.orElse(place.exists() && !found.reasons().isEmpty())
                ? Findings.wait(place.describe(Trouble.UNMARKED))
                : found;
    }

    static Findings run(BlobPlace place) {
        if (!place.exists()) {
            return Findings.reason(place.describe(Trouble.ABSENT));
        }
        try {
            var refused = place.refusals().stream().map(Findings::reason).reduce(Findings.NOTHING, Findings::and);
            return refused.reasons().isEmpty() && !place.probe()
                    ? Findings.warning(place.describe(Trouble.FULL)) : refused;
        } catch (IOException broken) {
            return Findings.reason(place.describe(broken));
        }
    }

    /**
     * For an unused database: a place with documents belongs to another database, which must be restored first. The
     * custodian removes documents without a row, and here that would be all of them.
     */
    static Findings unclaimed(BlobPlace place) {
        try {
            return place.holdsDocuments() ? Findings.reason(place.describe(Trouble.IN_USE)) : Findings.NOTHING;
        } catch (IOException unreadable) {
            return Findings.NOTHING; // run reports it
        }
    }
}
