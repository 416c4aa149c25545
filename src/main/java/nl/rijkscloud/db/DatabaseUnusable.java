package nl.rijkscloud.db;

/** The database, or the way to it, is not as the portal needs it, and a person has to mend that. Without a stack trace. */
public final class DatabaseUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param sentence for the operator, without "database:" before it and without secrets */
    DatabaseUnusable(String sentence) {
        super(sentence, null, false, false);
    }
}
