package nl.rijkscloud.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One act before it has a position in the log. It consists of words, ids and numbers only, so it cannot hold a secret,
 * a file name or text that a person wrote.
 */
public record AuditEntry(
        Actor actor, Action action, Result result, Subject subject, Optional<Detail> detail,
        Optional<SignedStatement> statement) {
    /** A line without a signed statement. */
    public AuditEntry(Actor actor, Action action, Result result, Subject subject, Optional<Detail> detail) {
        this(actor, action, result, subject, detail, Optional.empty());
    }

    /**
     * The signed statement about the act.
     *
     * @param hash SHA-256 of its text, in hexadecimal
     */
    public record SignedStatement(String hash) {
        private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

        public SignedStatement {
            if (!HASH.matcher(hash).matches()) {
                throw new IllegalArgumentException("not a SHA-256");
            }
        }
    }

    /** A number that a line carries, with its unit. */
    public record Detail(Unit unit, long number) {
        public enum Unit {
            /** The number of repetitions within one minute. */
            TIMES,
            DOCUMENTS,
            /** The number of things that were shown. */
            FOUND,
            /** Rows of the database. */
            ROWS;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }

            static Unit of(String word) {
                return valueOf(word.toUpperCase(Locale.ROOT));
            }
        }
    }

    public static AuditEntry done(Actor actor, Action action, Subject subject) {
        return new AuditEntry(actor, action, Result.DONE, subject, Optional.empty());
    }

    public static AuditEntry refused(Actor actor, Action action, Result why, Subject subject) {
        return new AuditEntry(actor, action, why, subject, Optional.empty());
    }

    public AuditEntry with(Detail.Unit unit, long number) {
        return new AuditEntry(actor, action, result, subject, Optional.of(new Detail(unit, number)), statement);
    }

    /** @param hash of the statement that was signed about this act; empty if none was */
    public AuditEntry withStatement(Optional<String> hash) {
        return new AuditEntry(actor, action, result, subject, detail, hash.map(SignedStatement::new));
    }
}
