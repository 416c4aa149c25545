package nl.rijkscloud.request;

import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.Party;

/**
 * A member of staff asks outsiders for documents, each in a transfer of their own. Checked by {@link RequestForm}.
 *
 * @param source the client's address, for the audit log
 */
record RequestDocuments(Staff asker, List<Party> to, Terms terms, Optional<Source> source) {
    RequestDocuments from(Source address) {
        return new RequestDocuments(asker, to, terms, Optional.of(address));
    }

    Actor actor() {
        var actor = Actor.staff(asker.id());
        return source.map(actor::from).orElse(actor);
    }

    @Override
    public String toString() {
        return "RequestDocuments[" + to.size() + "]";
    }
}
