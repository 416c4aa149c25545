package nl.rijkscloud.request;

import java.util.List;
import java.util.UUID;
import nl.rijkscloud.bus.Topic;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.Party;

/** A member of staff asks outsiders for documents, each by a transfer of their own. Checked: see {@link RequestForm}. */
public record RequestDocuments(Staff asker, List<Party> to, Terms terms) {
    /** Answers the ids of the transfers, in the same order; all of them or none. */
    public static final Topic<RequestDocuments, List<UUID>> TOPIC = new Topic<>("request.ask");

    @Override
    public String toString() {
        return "RequestDocuments[" + to.size() + "]";
    }
}
