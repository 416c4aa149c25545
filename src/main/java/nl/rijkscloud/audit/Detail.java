package nl.rijkscloud.audit;

import java.util.Locale;

/** A number that a line carries, with its unit. */
public record Detail(Unit unit, long number) {
    public enum Unit {
        /** The number of repetitions within one minute. */
        TIMES,
        DOCUMENTS,
        /** The number of things that were shown. */
        FOUND;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Unit of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
