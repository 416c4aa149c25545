package nl.rijkscloud.audit;

import java.util.List;

/**
 * The findings on the whole log.
 *
 * @param lines the number of lines read
 * @param statements the number of them that hold the hash of a signed statement
 * @param start the line after which the log begins; number 0 if none was deleted
 * @param head its end: the anchor to keep elsewhere
 * @param flaws the first flaws; empty if the log is intact
 */
public record Verification(long lines, long statements, AuditAnchor start, AuditAnchor head, List<Flaw> flaws) {
    /**
     * A place where the log is not as the portal wrote it.
     *
     * @param from the first line it concerns, {@code to} the last
     */
    public record Flaw(Kind kind, long from, long to) {
        public enum Kind {
            EMPTY("there is no log"),
            NO_HEAD("the end of the log is not recorded any more"),
            HEAD_FORGED("the record of the end is not ours"),
            START_FORGED("the record of the beginning is not ours"),
            CHANGED("changed, or not where it was written"),
            MISSING("missing"),
            BEYOND_THE_END("stands after the recorded end"),
            BEFORE_THE_START("stands before the recorded beginning"),
            ANCHOR_NOT_REACHED("the log ends before the anchor: it has been put back to an earlier state"),
            ANCHOR_DIFFERS("the line of the anchor is another one than it was"),
            ANCHOR_TOO_OLD("the line of the anchor is not kept any more; a later anchor is needed");

            private final String words;

            Kind(String words) {
                this.words = words;
            }
        }

        static Flaw at(Kind kind, long seq) {
            return new Flaw(kind, seq, seq);
        }

        @Override
        public String toString() {
            return (from == to ? "line " + from : "lines " + from + " to " + to) + ": " + kind.words;
        }
    }

    public boolean isWhole() {
        return flaws.isEmpty();
    }
}
