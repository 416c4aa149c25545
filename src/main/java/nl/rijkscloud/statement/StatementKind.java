package nl.rijkscloud.statement;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of statements. A signed statement holds the word, so a word is never renamed. */
public enum StatementKind {
    /** The sender pressed Verstuur. */
    RECEIVED,
    /** Every document has been checked, and at least one was delivered. */
    DELIVERED,
    /** Every document has been checked, and none could be delivered. */
    REFUSED,
    /** A recipient has all documents: every byte was handed to a person who was let in. */
    DOWNLOADED,
    /** The sender replaced a recipient by another. */
    CORRECTED,
    /** A link was made with the recovery key. */
    RECOVERED,
    /** Staff ended the transfer before its time. */
    WITHDRAWN,
    /** The transfer has ended, and its files are gone from the store. */
    DESTROYED,
    /** All statements of a day: the root of the tree over their hashes. */
    DAY_HEAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for a word that names no kind. */
    public static Optional<StatementKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
