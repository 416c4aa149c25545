package nl.rijkscloud.mail;

import java.util.OptionalInt;

/** The reason why a mail was not delivered. It holds no text of the server, which may quote the mail. */
final class SmtpFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final SmtpPhase phase;
    private final int code; // 0 when there is none

    private SmtpFailure(SmtpPhase phase, int code, String message, Throwable cause) {
        super(phase + ": " + message, cause, false, false);
        this.phase = phase;
        this.code = code;
    }

    /** The server answered with a refusal. */
    static SmtpFailure answered(SmtpPhase phase, int code) {
        return new SmtpFailure(phase, code, Integer.toString(code), null);
    }

    /** The connection was lost, or the answer came too late or made no sense. */
    static SmtpFailure lost(SmtpPhase phase, String message, Throwable cause) {
        return new SmtpFailure(phase, 0, message, cause);
    }

    /** The phase in which it happened. */
    SmtpPhase phase() {
        return phase;
    }

    /** The reply of the server, if there was one. */
    OptionalInt code() {
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
