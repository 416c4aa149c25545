package nl.rijkscloud.vault;

import java.util.Locale;

/** The kinds of slots and the key in each. */
public enum SlotKind {
    /** The transfer key, for the sender until they press Verstuur. */
    UPLOAD,
    /** The transfer key, for the recipient. */
    DOWNLOAD,
    /** The manifest key, for the sender's report. */
    REPORT,
    /** The transfer key, under the report's link: good for making a new download link and nothing else. */
    REISSUE,
    /** The transfer key under a period key and the share, from the first complete document until delivery. */
    PENDING;

    public String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SlotKind of(String sql) {
        return valueOf(sql.toUpperCase(Locale.ROOT));
    }
}
