package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A transfer's row without its sealed parts: who wrote to whom, and how far it is.
 *
 * @param documentCount from submission on, how many documents were sent
 */
public record Transfer(
        UUID id, State state, Language language, Party sender, Party contact, int documentCount, Instant createdAt,
        Optional<Instant> submittedAt, Optional<Instant> deliveredAt, Optional<Instant> openedAt, Optional<Instant> downloadedAt,
        Instant expiresAt) {

    public enum State {
        /** The sender may add documents. */
        OPEN,
        /** Sent by the sender; some documents are still being checked. */
        SUBMITTED,
        /** The recipient has been told. */
        DELIVERED,
        /** Sent, but no document passed its check: nothing was delivered. */
        REFUSED,
        /** Keys and documents are gone. */
        DESTROYED;

        public String sql() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String sql) {
            return valueOf(sql.toUpperCase(Locale.ROOT));
        }
    }
}
