package nl.rijkscloud.audit;

import java.util.Locale;

/** How it ended. A new one needs no migration. Names stay: they are in the log, and its MACs cover them. */
public enum Result {
    DONE,
    TOO_MANY,
    UNKNOWN_ACCOUNT,
    WRONG_PASSWORD,
    ACCOUNT_DISABLED,
    /** The identity provider vouches for somebody who may not come in here. */
    NOT_ADMITTED,
    /** What came back from the identity provider is no sign-in that began here. */
    NOT_FINISHED,
    WRONG_CODE,
    /** Wrong so often that only staff can help. */
    CODE_LOCKED,
    /** There was no code to compare with: used, expired or guessed too often. */
    UNUSABLE_CODE,
    /** No link of ours, or one that does not work any more. */
    UNUSABLE_LINK,
    /** Signed in, but not the one whom it is for. */
    NOT_ADDRESSED,
    MISSING_ROLE,
    /** It takes a key, and so a mailed link of the transfer, that was not opened in this browser. */
    LINK_NEEDED,
    NOT_ACCEPTED,
    NOTHING_PASSED,
    NOT_DELIVERED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Result of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
