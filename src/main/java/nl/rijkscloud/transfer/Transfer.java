package nl.rijkscloud.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;

/**
 * A transfer's row without its sealed parts: the parties, the state and the times.
 *
 * @param contact the first recipient, as they were named at the start; all of them are {@link Recipient}s
 * @param owner the member of staff who asked for it or sends it
 * @param number empty until the row is written: the database draws it
 * @param confirmed false for a submission until somebody has opened its mailed link: anybody may have typed its names
 * @param documentCount from submission on, the number of documents that were sent; once they have been checked, the
 *     number that were delivered
 */
public record Transfer(
        UUID id, Optional<TransferNumber> number, Kind kind, State state, Language language, Party sender,
        Party contact, Optional<UUID> owner, boolean confirmed, int documentCount, Instant createdAt,
        Optional<Instant> submittedAt, Optional<Instant> deliveredAt, Optional<Instant> openedAt,
        Optional<Instant> downloadedAt, Instant expiresAt) {

    /** A transfer that is not written yet. */
    public Transfer(
            UUID id, Kind kind, State state, Language language, Party sender, Party contact, Optional<UUID> owner,
            int documentCount, Instant createdAt,
            Optional<Instant> submittedAt, Optional<Instant> deliveredAt, Optional<Instant> openedAt,
            Optional<Instant> downloadedAt, Instant expiresAt) {
        this(id, Optional.empty(), kind, state, language, sender, contact, owner, kind != Kind.SUBMITTED,
                documentCount, createdAt, submittedAt, deliveredAt, openedAt, downloadedAt, expiresAt);
    }

    Transfer numbered(TransferNumber number) {
        return new Transfer(id, Optional.of(number), kind, state, language, sender, contact, owner, confirmed,
                documentCount, createdAt, submittedAt, deliveredAt, openedAt, downloadedAt, expiresAt);
    }

    /** The number as it is shown to people. Throws if the transfer is not written yet. */
    public String shownNumber() {
        return number.orElseThrow().shown();
    }

    public enum Kind {
        /** An outsider takes the initiative. */
        SUBMITTED,
        /** Staff ask an outsider for documents. */
        REQUESTED,
        /** Staff send to outsiders. */
        SENT;

        public String sql() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The life of such a transfer after Verstuur. */
        public Duration keptFor(Config.Retention terms) {
            return switch (this) {
                case SUBMITTED -> terms.submitted();
                case REQUESTED -> terms.requested();
                case SENT -> terms.sent();
            };
        }

        public static Kind of(String sql) {
            return valueOf(sql.toUpperCase(Locale.ROOT));
        }
    }

    public enum State {
        /** The sender may add documents. */
        OPEN,
        /** Sent by the sender; some documents are still being checked. */
        SUBMITTED,
        /** The recipient has been told. */
        DELIVERED,
        /** Sent, but no document passed its check: nothing was delivered. */
        REFUSED,
        /** Keys and documents are gone, because staff withdrew it. */
        WITHDRAWN,
        /** Keys and documents are gone, because the time was over. */
        DESTROYED;

        /** True if keys and documents are gone. */
        public boolean isGone() {
            return this == WITHDRAWN || this == DESTROYED;
        }

        public String sql() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String sql) {
            return valueOf(sql.toUpperCase(Locale.ROOT));
        }
    }
}
