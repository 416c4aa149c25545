package nl.rijkscloud.audit;

import java.util.List;

/**
 * What was found in the whole log.
 *
 * @param lines how many were read
 * @param start after which line it begins; number 0 when none has been forgotten
 * @param head its end: the anchor to keep elsewhere
 * @param flaws the first of them; none when the log is whole
 */
public record Verification(long lines, AuditAnchor start, AuditAnchor head, List<Flaw> flaws) {
    public boolean isWhole() {
        return flaws.isEmpty();
    }
}
