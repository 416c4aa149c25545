package nl.rijkscloud.document;

import java.util.Locale;

/** The state of a document. */
public enum DocumentState {
    /** Bytes are still missing. */
    RECEIVING,
    /** All bytes are on disk; they are being read back. */
    CHECKING,
    /** Read back and found to be what its name says. */
    ACCEPTED,
    /** Not what its name says, or not readable: it is not delivered. */
    REFUSED;

    public String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DocumentState of(String sql) {
        return valueOf(sql.toUpperCase(Locale.ROOT));
    }
}
