package nl.rijkscloud.audit;

import java.util.Locale;

/** The kinds of acts. A new one needs no migration. Names never change: the log holds them and its MACs cover them. */
public enum Action {
    /** The first step of signing in, which grants nothing yet. */
    PASSWORD_CHECKED,
    /** The second step: the person is signed in. */
    SIGNED_IN,
    SIGNED_OUT,
    LINK_OPENED,
    /** An outsider asked for an upload link, and it was issued. */
    TRANSFER_BEGUN,
    /**
     * Staff asked an outsider and the upload link was issued; the portal does so for a further answer to the same
     * request.
     */
    REQUEST_ISSUED,
    REQUEST_RESENT,
    REQUEST_REMINDED,
    /** Staff reminded a recipient of documents that were sent to them. */
    RECIPIENT_REMINDED,
    /** The sender asked the recipients to withdraw a transfer. */
    WITHDRAWAL_ASKED,
    /** Staff began a sending; sending it is {@link #TRANSFER_SUBMITTED}. */
    DRAFT_BEGUN,
    /** The addresses or numbers of a draft changed; other changes of a draft are not logged. */
    DRAFT_READDRESSED,
    /** The sender asked for a code on the screen, with which a phone adds documents. */
    PHONE_LINK_ISSUED,
    /** The last byte of a document arrived. */
    DOCUMENT_RECEIVED,
    /** The sender removed a document. */
    DOCUMENT_REMOVED,
    /** A document was checked; logged only if it was not accepted. */
    DOCUMENT_CHECKED,
    /** A stored document was read again and is damaged; {@code done} means that it is whole again. */
    DOCUMENT_REREAD,
    TRANSFER_SUBMITTED,
    /** The links of the recipients were issued; refused if no document passed its check. */
    TRANSFER_DELIVERED,
    /** An outsider asked for a fresh code. */
    CODE_REQUESTED,
    /** An outsider entered a code; {@code done} means that it was right. */
    CODE_ENTERED,
    CODE_UNLOCKED,
    /** An employee asked for a code to read out on the phone. */
    READ_OUT_ASKED,
    /** A colleague approved that. */
    READ_OUT_APPROVED,
    READ_OUT_DECLINED,
    /** The code was shown to the employee who had asked. */
    READ_OUT_SHOWN,
    NUMBER_CHANGED,
    /** Another recipient took the place of this one, at another address. */
    RECIPIENT_REPLACED,
    /** An employee looked at the parties, times and sizes of a transfer. */
    TRANSFER_SEEN,
    /** The recipient looked at message and names. */
    TRANSFER_OPENED,
    /** The first bytes of a document, of any range, go to a session of the recipient; written before they do. */
    DOCUMENT_DOWNLOAD_BEGUN,
    /** The recipient has all of a document; see decision 057. */
    DOCUMENT_DOWNLOADED,
    REPORT_READ,
    LINK_REISSUED,
    /** A server started with this recovery key: what is delivered from then on is sealed to it too. */
    RECOVERY_KEY_BEGUN,
    /** A server started without this recovery key, or with another one. */
    RECOVERY_KEY_ENDED,
    /** An operator took the recovery slot of a transfer out, for the custodians of the recovery key. */
    RECOVERY_EXPORTED,
    /** A link that the custodians made took the place of the lost ones. */
    TRANSFER_RECOVERED,
    /** Handed over to a colleague or department, who receive it too. */
    TRANSFER_SHARED,
    /** A member of the department that received it took it up. */
    TRANSFER_CLAIMED,
    CLAIM_RELEASED,
    /** An employee named, beforehand, who also receives what arrives while they are away. */
    DEPUTY_NAMED,
    DEPUTY_ENDED,
    /** At delivery, the deputy of a recipient got a link too. */
    DEPUTY_ADDED,
    /** It went from somebody who leaves to a colleague. */
    TRANSFER_HANDED_OVER,
    TRANSFER_EXTENDED,
    /** The privacy officer keeps a transfer from being destroyed. */
    HOLD_SET,
    HOLD_LIFTED,
    /** A beheerder had a document delivered that was not scanned, or refused. */
    HELD_DELIVERED,
    HELD_REFUSED,
    TRANSFER_WITHDRAWN,
    TRANSFER_DESTROYED,
    /** A statement was signed that a recipient has all documents. */
    DOWNLOAD_STATED,
    /** The files of an ended transfer are gone from the store. */
    DOCUMENTS_DESTROYED,
    /** All statements of a day were signed once more, together. */
    DAY_CLOSED,
    /** Names, addresses and numbers were taken out of rows whose term was over. */
    PEOPLE_ERASED,
    /** An operator confirmed that an unusual number of due transfers may be destroyed. */
    DESTRUCTION_RELEASED,
    /** An operator confirmed a database that was put back from a backup. */
    RESTORE_CONFIRMED,
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
    TEMPLATE_SAVED,
    TEMPLATE_REMOVED,
    CONTACT_ADDED,
    CONTACT_CHANGED,
    CONTACT_NUMBER_CHANGED,
    CONTACT_REMOVED,
    CONTACTS_IMPORTED,
    IDENTITY_RELEASED,
    MEDEWERKER_GIVEN,
    MEDEWERKER_TAKEN,
    BEHEERDER_GIVEN,
    BEHEERDER_TAKEN,
    FUNCTIONARIS_GIVEN,
    FUNCTIONARIS_TAKEN,
    HELPDESK_GIVEN,
    HELPDESK_TAKEN,
    /** A waiting message is tried at once. */
    LETTER_RETRIED,
    LETTER_DROPPED,
    /** A beheerder searched for messages that wait or have failed. */
    QUEUE_SEARCHED,
    /** A mail server reported that a mail did not arrive. */
    LETTER_BOUNCED,
    /** The mail about documents did not reach the contact; the default contact and the sender were told. */
    CONTACT_UNREACHED,
    /** An employee asked for something that needs a role they do not have. */
    ROLE_CHECKED,
    /** The privacy officer looked up the data kept about somebody. */
    PERSON_SEARCHED,
    /** The privacy officer saved the data kept about somebody, for a request for access. */
    PERSON_EXPORTED,
    /** The help desk looked up the states of a transfer, or of those of a caller. */
    HELPDESK_LOOKED,
    /** The privacy officer looked at lines of this log. */
    AUDIT_READ,
    AUDIT_EXPORTED,
    /** Every key was wrapped under a new master key as well. */
    KEY_ROTATION_BEGUN,
    /** The first line of a section of the log, under a new key: the master key was replaced. */
    AUDIT_KEY_CHANGED,
    /** After a change of the master key every share was sealed anew, and the key that it knew was deleted. */
    SHARE_KEY_REPLACED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Action of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
