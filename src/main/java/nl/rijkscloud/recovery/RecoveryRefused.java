package nl.rijkscloud.recovery;

/** A file, a share or a transfer cannot be used; the message says which and why, and holds no secret. */
public final class RecoveryRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecoveryRefused(String sentence) {
        super(sentence, null, false, false);
    }

    /** Never null: it was made with a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
