package nl.rijkscloud.audit;

import java.util.Locale;

/**
 * The results of acts. A new one needs no migration. Names never change: the log holds them and its MACs cover them.
 */
public enum Result {
    DONE,
    TOO_MANY,
    UNKNOWN_ACCOUNT,
    WRONG_PASSWORD,
    ACCOUNT_DISABLED,
    /** The identity provider vouches for a person who has no access here. */
    NOT_ADMITTED,
    /** The answer of the identity provider belongs to no sign-in that began here. */
    NOT_FINISHED,
    WRONG_CODE,
    /** Too many wrong attempts; only staff can help now. */
    CODE_LOCKED,
    /** No code to compare with: used, expired or guessed too often. */
    UNUSABLE_CODE,
    /** Not a link of ours, or one that no longer works. */
    UNUSABLE_LINK,
    /** A logout token that is not the identity provider's, not for this portal, or not new. */
    UNUSABLE_TOKEN,
    /** The person is signed in but is not the recipient. */
    NOT_ADDRESSED,
    MISSING_ROLE,
    /** A mailed link of the transfer is needed, and none was opened in this browser. */
    LINK_NEEDED,
    /** The number or the address was changed less than a day ago. */
    JUST_CHANGED,
    /** No colleague has approved, or whoever did may not any more. */
    NOT_APPROVED,
    NOT_ACCEPTED,
    NOTHING_PASSED,
    NOT_DELIVERED,
    /** The stored bytes have changed or are gone. */
    DAMAGED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Result of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
