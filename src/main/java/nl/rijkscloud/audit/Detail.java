package nl.rijkscloud.audit;

import java.util.Locale;

/** A number that a line carries besides who and what, and what it counts. */
public record Detail(Unit unit, long number) {
    public enum Unit {
        /** The same again so many times, within one minute. */
        TIMES,
        DOCUMENTS,
        /** So many things were shown. */
        FOUND;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Unit of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
