package nl.rijkscloud.kernel;

import java.util.Map;

/**
 * Reports an expected outcome other than success: bad input, an unknown resource, a limit. It has no stack trace,
 * because nothing needs repair; every other exception is a bug.
 *
 * <p>{@code code} and {@code extras} go to the client. {@code forLog} goes to the log only. Neither ever holds a
 * secret, a file name or text of a message.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kind of outcome, independent of any protocol; {@code http.Problems} maps each kind to a status. */
    public enum Kind {
        INVALID, MALFORMED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, PRECONDITION, CHECKSUM, TOO_LARGE,
        UNSUPPORTED, BUSY, TOO_MANY, STORAGE_FULL, UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final String detail;
    private final String forLog;
    private final transient Map<String, Object> extras;

    private Failure(Kind kind, String code, String detail, String forLog, Map<String, Object> extras) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.detail = detail;
        this.forLog = forLog;
        this.extras = Map.copyOf(extras);
    }

    /**
     * @param code a lower-case word for programs, e.g. {@code offset-mismatch}
     * @param detail one English sentence for their makers
     */
    public static Failure of(Kind kind, String code, String detail) {
        return new Failure(kind, code, detail, detail, Map.of());
    }

    /**
     * The one answer for things that do not exist and for things that the caller may not see, so that a caller cannot
     * tell them apart.
     */
    public static Failure notFound() {
        return of(Kind.NOT_FOUND, "not-found", "There is nothing here for you.");
    }

    /** Reports that the disk of the documents or of the database is full. */
    public static Failure storageFull() {
        return of(Kind.STORAGE_FULL, "storage-full",
                "There is no room for this now. Nothing is lost; try again later.");
    }

    /** Copies this failure with a separate text for the log. */
    public Failure logged(String text) {
        return new Failure(kind, code, detail, text, extras);
    }

    /**
     * Copies this failure with one more member of its problem document; {@code value} is a JSON value or a list or map
     * of them.
     */
    public Failure with(String name, Object value) {
        var more = new java.util.HashMap<>(extras);
        more.put(name, value);
        return new Failure(kind, code, detail, forLog, more);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** One English sentence for the makers of programs. */
    @Override
    public String getMessage() {
        return detail;
    }

    public String forLog() {
        return forLog;
    }

    public Map<String, Object> extras() {
        return extras;
    }
}
