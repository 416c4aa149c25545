package nl.rijkscloud.audit;

import java.util.Locale;

/** What was done, or tried. A new one needs no migration. Names stay: they are in the log, and its MACs cover them. */
public enum Action {
    /** The first step of signing in, which opens nothing yet. */
    PASSWORD_CHECKED,
    /** The second step: from here on somebody is signed in. */
    SIGNED_IN,
    SIGNED_OUT,
    LINK_OPENED,
    /** Somebody asked for an upload link, and it was issued. */
    TRANSFER_BEGUN,
    /** Staff ask an outsider: the upload link was issued; by the portal for a further answer to the same request. */
    REQUEST_ISSUED,
    REQUEST_RESENT,
    REQUEST_REMINDED,
    /** Staff begin to send; what they send is {@link #TRANSFER_SUBMITTED} as for everybody. */
    DRAFT_BEGUN,
    /** Other addresses or numbers in a draft; what else is saved of it says nothing until it is sent. */
    DRAFT_READDRESSED,
    /** The last byte of a document came in. */
    DOCUMENT_RECEIVED,
    /** A sender took a document out again. */
    DOCUMENT_REMOVED,
    /** Only when it was not accepted. */
    DOCUMENT_CHECKED,
    TRANSFER_SUBMITTED,
    /** The recipients' links were issued; refused when no document had passed its check. */
    TRANSFER_DELIVERED,
    /** An outsider asked for a fresh code. */
    CODE_REQUESTED,
    /** An outsider filled in a code; when it is done, it was right. */
    CODE_ENTERED,
    CODE_UNLOCKED,
    NUMBER_CHANGED,
    /** Another recipient took the place of this one, at another address. */
    RECIPIENT_REPLACED,
    /** Somebody of the staff looked at who, when and how much. */
    TRANSFER_SEEN,
    /** The recipient looked at message and names. */
    TRANSFER_OPENED,
    /** The first bytes of a document, whichever they are, go to a session of the recipient; written before they do. */
    DOCUMENT_DOWNLOAD_BEGUN,
    /** The recipient has all of a document; see decision 057. */
    DOCUMENT_DOWNLOADED,
    REPORT_READ,
    LINK_REISSUED,
    /** Handed over to a colleague or department, who receive it too. */
    TRANSFER_SHARED,
    TRANSFER_EXTENDED,
    TRANSFER_WITHDRAWN,
    TRANSFER_DESTROYED,
    /** An operator looked at more than usual that was due, and let it be destroyed. */
    DESTRUCTION_RELEASED,
    ACCOUNT_ADDED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    /** Another name or address. */
    ACCOUNT_CHANGED,
    /** Another number for sign-in codes. */
    MOBILE_CHANGED,
    /** After too many failed sign-ins in a row. */
    ACCOUNT_UNLOCKED,
    PASSWORD_CHANGED,
    DEPARTMENT_ADDED,
    DEPARTMENT_JOINED,
    DEPARTMENT_LEFT,
    IDENTITY_RELEASED,
    MEDEWERKER_GIVEN,
    MEDEWERKER_TAKEN,
    BEHEERDER_GIVEN,
    BEHEERDER_TAKEN,
    FUNCTIONARIS_GIVEN,
    FUNCTIONARIS_TAKEN,
    /** A letter that waits is tried at once. */
    LETTER_RETRIED,
    LETTER_DROPPED,
    /** Somebody of the staff asked for what takes a role that they do not have. */
    ROLE_CHECKED,
    /** The privacy officer looked up what is kept about somebody. */
    PERSON_SEARCHED,
    /** The privacy officer looked at lines of this log. */
    AUDIT_READ,
    AUDIT_EXPORTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Action of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
