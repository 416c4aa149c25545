package nl.rijkscloud.floe;

import java.security.GeneralSecurityException;

/**
 * A ciphertext that was changed, or is opened with another key, associated data or parameters. Checked, because the
 * caller must decide about the plaintext that it has already passed on. Messages hold the number of a segment, and
 * nothing of keys or content.
 */
public final class FloeException extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    /** The check that failed; the checks run in this order. */
    public enum Reason {
        /** Fewer or more than 74 bytes. */
        HEADER_LENGTH("the header is not 74 bytes long"),
        /** Sealed with other parameters than those expected. */
        HEADER_PARAMETERS("the header names other parameters than those expected"),
        /** Another key, other associated data, or a changed header: nothing tells which. */
        HEADER_TAG("the header does not belong to this key and associated data"),
        /** The stream ended before the end of its final segment. */
        STREAM_TRUNCATED("the stream ends before its final segment does"),
        /** The final segment where an internal one is expected, or the other way round. */
        SEGMENT_FINALITY("the segment is final where it must not be, or is not where it must be"),
        /** A length that cannot be, or one that differs from the length word. */
        SEGMENT_LENGTH("the segment has another length than it should have"),
        /** Changed, from another place, or from another stream. */
        SEGMENT_TAG("the segment is not authentic at this place"),
        /** Bytes after the final segment. */
        STREAM_TRAILING("the stream goes on after its final segment");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Reason reason;

    FloeException(Reason reason) {
        super(reason.sentence);
        this.reason = reason;
    }

    FloeException(Reason reason, long segment) {
        super("segment " + segment + ": " + reason.sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
