package nl.rijkscloud.mail;

import java.util.OptionalInt;

/** Why a mail was not handed over. It holds no text of the server, which may quote the mail. */
final class SmtpFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final SmtpPhase phase;
    private final int code; // 0 when there is none

    private SmtpFailure(SmtpPhase phase, int code, String message, Throwable cause) {
        super(phase + ": " + message, cause, false, false);
        this.phase = phase;
        this.code = code;
    }

    /** The server answered, and not with what goes on. */
    static SmtpFailure answered(SmtpPhase phase, int code) {
        return new SmtpFailure(phase, code, Integer.toString(code), null);
    }

    /** The connection was lost, or the answer did not come in time or made no sense. */
    static SmtpFailure lost(SmtpPhase phase, String message, Throwable cause) {
        return new SmtpFailure(phase, 0, message, cause);
    }

    /** When it happened. */
    SmtpPhase phase() {
        return phase;
    }

    /** What the server answered, if it did. */
    OptionalInt code() {
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
