package nl.rijkscloud.oversight;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;

/**
 * A member of staff who looks at transfers. They own the transfers that they request or send, and receive those
 * addressed to them or to one of their departments.
 *
 * @param email in lower case, as are the addresses of {@code departments}
 * @param employee true if they may send and receive
 * @param overseer true if they may see parties, times and sizes of every transfer
 * @param source the client's address, for the audit log
 */
record Viewer(
        UUID id, String email, List<String> departments, boolean employee, boolean overseer, Optional<Source> source) {
    Viewer {
        departments = List.copyOf(departments);
    }

    Actor actor() {
        var actor = Actor.staff(id);
        return source.map(actor::from).orElse(actor);
    }

    /** True if their roles allow this view. */
    boolean mayUse(Filter.View view) {
        return view == Filter.View.ALL ? overseer : employee;
    }

    /** True if they may see the parts of the transfer that need no key. Nobody sees an unconfirmed submission. */
    boolean maySee(Transfer transfer, List<Recipient> recipients) {
        return transfer.confirmed() && (overseer || owns(transfer) || receives(recipients));
    }

    /** True if it is a transfer of theirs: they began it, or it is addressed to them or to a department of theirs. */
    boolean isConcerned(Transfer transfer, List<Recipient> recipients) {
        return owns(transfer) || receives(recipients);
    }

    /**
     * True if they may withdraw or extend it: as its owner, or as a receiver of what an outsider sends. An overseer may
     * not, because overseeing gives no authority over the case; nor may a receiver of what a colleague sends.
     */
    boolean mayChange(Transfer transfer, List<Recipient> recipients) {
        return owns(transfer)
                || (transfer.confirmed() && transfer.kind() != Transfer.Kind.SENT && receives(recipients));
    }

    private boolean owns(Transfer transfer) {
        return employee && transfer.owner().filter(id::equals).isPresent();
    }

    private boolean receives(List<Recipient> recipients) {
        return employee && recipients.stream().filter(recipient -> !recipient.outsider()).anyMatch(recipient -> {
            var address = recipient.email().toLowerCase(Locale.ROOT);
            return address.equals(email) || departments.contains(address);
        });
    }
}
