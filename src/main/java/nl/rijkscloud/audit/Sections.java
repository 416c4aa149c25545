package nl.rijkscloud.audit;

import java.util.List;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Verifies the lines of a log one after the other, across its sections. A section begins with a line that says so: it
 * is the first under the next key, and covers the last line under the key before. So the holder of an old key can
 * neither write beyond its section nor change an earlier one. One instance serves one reading.
 */
final class Sections {
    private final List<Chain> oldestFirst;
    private int current;
    private boolean isLost = true;

    Sections(PurposeKeys keys) {
        oldestFirst = keys.all(KeyPurpose.AUDIT).reversed().stream().map(Chain::new).toList();
    }

    /** Tells that lines are missing, and with them perhaps the beginning of a section. */
    void skip() {
        isLost = true;
    }

    /** True if the line is unchanged and at its position. */
    boolean follows(AuditAnchor previous, AuditLine line) {
        if (oldestFirst.get(current).follows(previous, line)) {
            isLost = false;
            return true;
        }
        if (!isLost && line.entry().action() != Action.AUDIT_KEY_CHANGED) {
            return false;
        }
        for (var later = current + 1; later < oldestFirst.size(); later++) {
            if (oldestFirst.get(later).follows(previous, line)) {
                current = later;
                isLost = false;
                return true;
            }
        }
        return false;
    }
}
