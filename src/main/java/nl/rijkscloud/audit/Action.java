package nl.rijkscloud.audit;

import java.util.Locale;

/** What was done, or tried. A new one needs no migration. Names stay: they are in the log, and its MACs cover them. */
public enum Action {
    /** The first step of signing in, which opens nothing yet. */
    PASSWORD_CHECKED,
    /** The second step: from here on somebody is signed in. */
    SIGNED_IN,
    LINK_OPENED,
    /** Somebody asked for an upload link, and it was issued. */
    TRANSFER_BEGUN,
    TRANSFER_SUBMITTED,
    /** The recipients' links were issued; refused when no document had passed its check. */
    TRANSFER_DELIVERED,
    /** The recipient looked at message and names. */
    TRANSFER_OPENED,
    /** The recipient has all of a document; see decision 010. */
    DOCUMENT_DOWNLOADED,
    REPORT_READ,
    LINK_REISSUED,
    TRANSFER_DESTROYED,
    ACCOUNT_ADDED,
    ACCOUNT_DISABLED,
    PASSWORD_CHANGED,
    DEPARTMENT_ADDED,
    DEPARTMENT_JOINED,
    IDENTITY_RELEASED,
    AUDIT_EXPORTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Action of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
