package nl.rijkscloud.audit;

import java.util.List;

/**
 * The findings on the whole log.
 *
 * @param lines the number of lines read
 * @param start the line after which the log begins; number 0 if none was deleted
 * @param head its end: the anchor to keep elsewhere
 * @param flaws the first flaws; empty if the log is intact
 */
public record Verification(long lines, AuditAnchor start, AuditAnchor head, List<Flaw> flaws) {
    public boolean isWhole() {
        return flaws.isEmpty();
    }
}
