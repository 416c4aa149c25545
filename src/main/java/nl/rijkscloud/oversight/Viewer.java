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
 * Who of the staff asks, and what is theirs: what they ask for or send themselves, and what is addressed to them or to a department they are in.
 *
 * @param email in lower case, as are the addresses of {@code departments}
 * @param source where the request came from
 * @param employee whether they send and receive at all; @param overseer whether they may see who, when and how much of every transfer
 */
public record Viewer(UUID id, String email, List<String> departments, boolean employee, boolean overseer, Optional<Source> source) {
    public Viewer {
        departments = List.copyOf(departments);
    }

    public Actor actor() {
        var actor = Actor.staff(id);
        return source.map(actor::from).orElse(actor);
    }

    /** Whether this view is for people with their roles. */
    public boolean has(Filter.View view) {
        return view == Filter.View.ALL ? overseer : employee;
    }

    /** May see of the transfer what needs no key. */
    boolean sees(Transfer transfer, List<Recipient> recipients) {
        return overseer || owns(transfer) || receives(recipients);
    }

    /**
     * May withdraw or extend it: whoever it comes from, and for what outsiders send whoever it is for. Who oversees may not, since that is no
     * authority over the case; nor may whoever merely receives what a colleague sends.
     */
    boolean decides(Transfer transfer, List<Recipient> recipients) {
        return owns(transfer) || transfer.kind() != Transfer.Kind.SENT && receives(recipients);
    }

    private boolean owns(Transfer transfer) {
        return employee && transfer.owner().filter(id::equals).isPresent();
    }

    private boolean receives(List<Recipient> recipients) {
        return employee && recipients.stream().filter(recipient -> !recipient.isOutsider()).anyMatch(recipient -> {
            var address = recipient.email().toLowerCase(Locale.ROOT);
            return address.equals(email) || departments.contains(address);
        });
    }
}
