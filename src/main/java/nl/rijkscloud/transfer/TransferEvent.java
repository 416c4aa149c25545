package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of a transfer's history.
 *
 * @param kind the word of a {@link Kind}; any other word is refused, since no page has a text for it
 * @param document the subject, as is {@code recipient}
 * @param staff the actor
 */
public record TransferEvent(
        UUID transfer, String kind, Instant at, Optional<UUID> document, Optional<UUID> staff,
        Optional<UUID> recipient) {
    public TransferEvent {
        if (Kind.of(kind).isEmpty()) {
            throw new IllegalArgumentException("there is no kind of event called " + kind);
        }
    }

    public static TransferEvent of(UUID transfer, String kind, Instant at) {
        return new TransferEvent(transfer, kind, at, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public TransferEvent about(UUID document) {
        return new TransferEvent(transfer, kind, at, Optional.of(document), staff, recipient);
    }

    public TransferEvent by(Optional<UUID> staff) {
        return new TransferEvent(transfer, kind, at, document, staff, recipient);
    }

    public TransferEvent of(Optional<UUID> recipient) {
        return new TransferEvent(transfer, kind, at, document, staff, recipient);
    }

    /**
     * The kinds of events in a transfer's history. Every page that shows a kind has words for it; EventWordsTest checks
     * that.
     */
    public enum Kind {
        REQUESTED(false),
        REMINDED(false),
        LINK_RESENT(false),
        SUBMITTED(true),
        DELIVERED(true),
        REFUSED(true),
        DOCUMENT_REFUSED(true),
        MAIL_ACCEPTED(true),
        MAIL_REFUSED(true),
        MAIL_UNKNOWN(true),
        MAIL_EXPIRED(true),
        MAIL_LOST(true),
        MAIL_CANCELLED(false),
        MAIL_DEFERRED(true),
        MAIL_BOUNCED(true),
        /** The mail to a contact did not arrive, and the default contact was told. */
        CONTACT_TOLD(true),
        SMS_ACCEPTED(true),
        SMS_REFUSED(true),
        SMS_UNKNOWN(true),
        SMS_EXPIRED(true),
        SMS_LOST(true),
        SMS_CANCELLED(false),
        SMS_DELIVERED(true),
        SMS_FAILED(true),
        OPENED(true),
        DOCUMENT_DOWNLOADED(true),
        ALL_DOWNLOADED(true),
        REISSUED(true),
        /** A link that was made with the recovery key took the place of the lost ones. */
        RECOVERED(true),
        NUMBER_CHANGED(true),
        RECIPIENT_CHANGED(true),
        UNLOCKED(true),
        /** A colleague approved that a code is read out on the phone. */
        READ_OUT_APPROVED(true),
        /** An employee was shown the code that they read out. */
        READ_OUT_SHOWN(true),
        SHARED(false),
        /** A member of the department took it up. */
        CLAIMED(false),
        CLAIM_RELEASED(false),
        /** A colleague whom an absent recipient had named receives it too. */
        DEPUTY_ADDED(false),
        EXTENDED(true),
        /** The privacy officer keeps it from being destroyed. */
        HELD(false),
        HOLD_LIFTED(false),
        /** The recipient of what staff sent began to send documents back. */
        ANSWER_BEGUN(true),
        /** The sender asked the recipients to withdraw it. */
        WITHDRAWAL_ASKED(true),
        WITHDRAWN(true),
        KEY_LOST(false),
        ASKED_LOST(false),
        DESTROYED(true);

        private final boolean forSender;

        /** @param forSender false for acts of staff that the sender does not see */
        Kind(boolean forSender) {
            this.forSender = forSender;
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }

        /** The word for this kind in rows, in JSON and in the names of texts. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** True if the sender's report shows events of this kind. */
        public boolean isForSender() {
            return forSender;
        }
    }
}
