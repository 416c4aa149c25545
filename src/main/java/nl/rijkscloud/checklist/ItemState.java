package nl.rijkscloud.checklist;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of an item of a request, as its sender told it. */
enum ItemState {
    /** The sender has not answered it. */
    MISSING,
    /** A document for it was sent. */
    RECEIVED,
    /** The sender sends it in a later part. */
    LATER,
    /** The sender does not have it, for a reason that their message gives. */
    NOT_APPLICABLE;

    /** The word in the database and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ItemState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }

    /** True if nothing more has to be sent for the item. */
    boolean settles() {
        return this == RECEIVED || this == NOT_APPLICABLE;
    }
}
