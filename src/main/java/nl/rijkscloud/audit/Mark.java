package nl.rijkscloud.audit;

import java.util.Locale;

/**
 * An end of the log: the newest line, or the last line that was deleted.
 *
 * @param seal binds the position to this end, under the key of the chain
 */
record Mark(End end, AuditAnchor place, byte[] seal) {
    enum End {
        START, HEAD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
