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
    REFUSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that names no kind. */
    public static Optional<StatementKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
