package nl.rijkscloud.oversight;

import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.transfer.Transfer;

/**
 * A page of transfers, newest first.
 *
 * @param next the cursor of the next page, if there is one
 */
record Listing(List<Line> lines, Optional<Cursor> next) {
    /** @param recipients their number */
    public record Line(Transfer transfer, int recipients, Optional<DueStatus> due) {}
}
