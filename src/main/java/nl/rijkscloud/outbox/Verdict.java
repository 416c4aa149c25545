package nl.rijkscloud.outbox;

/** What became of one attempt to carry a letter. */
public sealed interface Verdict {
    /** The other server has taken over the duty. */
    record Accepted() implements Verdict {}

    /** It never will. @param code the other server's status code and nothing of its text, which may quote the letter */
    record Refused(String code) implements Verdict {}

    /** Perhaps another time. @param reason a status code or the kind of trouble, for the log and the operator */
    record Later(String reason) implements Verdict {}
}
