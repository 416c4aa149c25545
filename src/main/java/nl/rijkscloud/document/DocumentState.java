package nl.rijkscloud.document;

import java.util.Locale;

/** Where a document is on its way in. */
public enum DocumentState {
    /** Bytes are still to come. */
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
