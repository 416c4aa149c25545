package nl.rijkscloud.ops;

/**
 * The server must not start, for a reason that the operator can mend; the message is the sentence to show, and there is
 * no stack trace.
 */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
