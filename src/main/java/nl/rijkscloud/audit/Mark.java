package nl.rijkscloud.audit;

import java.util.Locale;

/**
 * An end of the log: the newest line, or the last one that has been forgotten.
 *
 * @param seal binds the place to this end, under the chain's key
 */
record Mark(End end, AuditAnchor place, byte[] seal) {
    enum End {
        START, HEAD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
