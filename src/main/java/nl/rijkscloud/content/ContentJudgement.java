package nl.rijkscloud.content;

import java.util.Locale;

/** The kind of a document, and how that goes with its name. */
public record ContentJudgement(NameMatch standing, ContentKind kind) {
    /** The answer to the question if a document may stand under its name. */
    public enum NameMatch {
        /** It is what its name says. */
        FITS,
        /** It is something else that does no harm. */
        OTHER_KIND,
        /** It would run on the computer of a person who opens it. */
        PROGRAM,
        /** Of an unknown kind, or of a kind that no program for this extension can show. */
        UNRECOGNISED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static NameMatch of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public boolean fits() {
        return standing == NameMatch.FITS;
    }
}
