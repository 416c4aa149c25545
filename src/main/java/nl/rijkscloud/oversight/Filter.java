package nl.rijkscloud.oversight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.transfer.Transfer;

/**
 * Which transfers are wanted.
 *
 * @param from of those begun at this moment or later, {@code to} before it
 * @param party an outsider's whole address, or a mail domain with {@code @} in front; both are looked up, never searched for, so that a page stays
 *     as cheap as it is. Names are left out: they are not unique, and part of one cannot be looked up in order of time
 * @param outstanding only requests that can be answered, for the first time or once more: which of the two is not in the index
 */
public record Filter(
        View view, Optional<Transfer.Kind> kind, Optional<Transfer.State> state, Optional<Instant> from, Optional<Instant> to,
        Optional<String> party, boolean outstanding) {

    public enum View {
        /** What somebody asks for or sends, and what is addressed to them by name. */
        MINE,
        /** What is addressed to a department they are in. */
        DEPARTMENTS,
        /** Everything, for who oversees. */
        ALL
    }

    List<String> kinds() {
        return outstanding
                ? kind.filter(asked -> asked != Transfer.Kind.REQUESTED).isPresent() ? List.of() : List.of(Transfer.Kind.REQUESTED.sql())
                : kind.map(List::of).orElse(List.of(Transfer.Kind.values())).stream().map(Transfer.Kind::sql).toList();
    }

    List<String> states() {
        return outstanding
                ? state.filter(asked -> asked != Transfer.State.OPEN).isPresent() ? List.of() : List.of(Transfer.State.OPEN.sql())
                : state.map(List::of).orElse(List.of(Transfer.State.values())).stream().map(Transfer.State::sql).toList();
    }
}
