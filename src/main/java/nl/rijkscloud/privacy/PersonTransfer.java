package nl.rijkscloud.privacy;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A transfer in which somebody appears. It says which kinds of data are kept, and holds none of them.
 *
 * @param kind and {@code state}: as the database has them
 * @param expiresAt when its keys and documents are destroyed, unless they are already
 * @param endedAt when that happened
 * @param documents how many were sent
 * @param parts in which this person appears; @param data what of them is kept in those
 */
public record PersonTransfer(
        UUID transfer, String kind, String state, Instant createdAt, Instant expiresAt, Optional<Instant> endedAt, int documents,
        Set<Part> parts, Set<Data> data) {

    public enum Part {
        SENDER,
        /** The outsider whom staff asked for documents. */
        ASKED,
        /** The member of staff who asks or sends. */
        OWNER,
        /** An outsider to whom staff send. */
        RECIPIENT,
        CONTACT,
        /** Somebody of the organisation with whom it was shared. */
        COLLEAGUE,
        /** Received it, or was going to, until somebody else took their place. */
        REPLACED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Data {
        NAME, EMAIL, PHONE, ORGANISATION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
