package nl.rijkscloud.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that can stand in a transfer's history. Each has words on every page that shows it; a test holds the pages to that. */
public enum EventKind {
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
    NUMBER_CHANGED(true),
    RECIPIENT_CHANGED(true),
    UNLOCKED(true),
    SHARED(false),
    EXTENDED(true),
    WITHDRAWN(true),
    KEY_LOST(false),
    ASKED_LOST(false),
    DESTROYED(true);

    private final boolean forSender;

    /** @param forSender false for what staff do among themselves, which is nobody else's business */
    EventKind(boolean forSender) {
        this.forSender = forSender;
    }

    public static Optional<EventKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** As it stands in the row, in JSON and in the names of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True for what the sender's report shows. */
    public boolean isForSender() {
        return forSender;
    }
}
