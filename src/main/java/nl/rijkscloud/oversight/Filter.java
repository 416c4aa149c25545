package nl.rijkscloud.oversight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.transfer.Transfer;

/**
 * The conditions of a list of transfers.
 *
 * @param from transfers that began at this moment or later
 * @param to transfers that began before this moment
 * @param party an outsider's whole address, or a mail domain with {@code @} in front. Both are looked up in the index,
 *     so that a page stays cheap. Names are not: they are not unique, and the index cannot find part of one in order of
 *     time
 * @param outstanding only requests that can still be answered; the index does not tell a first answer from a further
 *     one
 */
record Filter(
        View view, Optional<Transfer.Kind> kind, Optional<Transfer.State> state, Optional<Instant> from,
        Optional<Instant> to, Optional<String> party, boolean outstanding) {

    enum View {
        /** Transfers that the viewer requests or sends, and those addressed to them by name. */
        MINE,
        /** Transfers addressed to a department of the viewer. */
        DEPARTMENTS,
        /** All transfers, for overseers. */
        ALL
    }

    /** The filter of a view, without any condition. */
    static Filter of(View view) {
        return new Filter(view, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), false);
    }

    List<String> kinds() {
        if (outstanding && kind.filter(wanted -> wanted != Transfer.Kind.REQUESTED).isPresent()) {
            return List.of();
        }
        return outstanding
                ? List.of(Transfer.Kind.REQUESTED.sql())
                : kind.map(List::of).orElse(List.of(Transfer.Kind.values())).stream().map(Transfer.Kind::sql).toList();
    }

    List<String> states() {
        if (outstanding && state.filter(wanted -> wanted != Transfer.State.OPEN).isPresent()) {
            return List.of();
        }
        return outstanding
                ? List.of(Transfer.State.OPEN.sql())
                : state.map(List::of).orElse(List.of(Transfer.State.values())).stream().map(Transfer.State::sql)
                        .toList();
    }
}
