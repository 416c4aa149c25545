package nl.rijkscloud.audit;

import java.util.Optional;

/**
 * One act before it has a position in the log. It consists of words, ids and numbers only, so it cannot hold a secret,
 * a file name or text that a person wrote.
 */
public record AuditEntry(Actor actor, Action action, Result result, Subject subject, Optional<Detail> detail) {

    public static AuditEntry done(Actor actor, Action action, Subject subject) {
        return new AuditEntry(actor, action, Result.DONE, subject, Optional.empty());
    }

    public static AuditEntry refused(Actor actor, Action action, Result why, Subject subject) {
        return new AuditEntry(actor, action, why, subject, Optional.empty());
    }

    public AuditEntry with(Detail.Unit unit, long number) {
        return new AuditEntry(actor, action, result, subject, Optional.of(new Detail(unit, number)));
    }
}
