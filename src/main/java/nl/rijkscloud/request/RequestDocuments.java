package nl.rijkscloud.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.Party;

/**
 * A member of staff asks outsiders for documents, each by a transfer of their own. Checked: see {@link RequestForm}.
 *
 * @param source where the request came from
 */
public record RequestDocuments(Staff asker, List<Party> to, Terms terms, Optional<Source> source) {
    /** Answers the ids of the transfers, in the same order; all of them or none. */
    public static final Topic<RequestDocuments, List<UUID>> TOPIC = new Topic<>("request.ask");

    public RequestDocuments from(Source address) {
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
