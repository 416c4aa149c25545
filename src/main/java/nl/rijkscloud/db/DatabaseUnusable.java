package nl.rijkscloud.db;

/** The database, or the way to it, is not as the portal needs it, and a person must mend that. Has no stack trace. */
final class DatabaseUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param sentence for the operator, without the prefix "database:" and without secrets */
    DatabaseUnusable(String sentence) {
        super(sentence, null, false, false);
    }

    /** Never null: it was made with a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
