package nl.rijkscloud.mail;

/** Why a mail was not handed over. It holds no text of the server, which may quote the mail. */
sealed class SmtpTrouble extends Exception {
    private static final long serialVersionUID = 1;

    private final SmtpPhase phase;

    private SmtpTrouble(SmtpPhase phase, String message, Throwable cause) {
        super(phase + ": " + message, cause, false, false);
        this.phase = phase;
    }

    /** When it happened. */
    SmtpPhase phase() {
        return phase;
    }

    /** The server answered, and not with what goes on. */
    static final class Answered extends SmtpTrouble {
        private static final long serialVersionUID = 1;

        private final int code;

        Answered(SmtpPhase phase, int code) {
            super(phase, Integer.toString(code), null);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** The connection was lost, or the answer did not come in time or made no sense. */
    static final class Lost extends SmtpTrouble {
        private static final long serialVersionUID = 1;

        Lost(SmtpPhase phase, String message, Throwable cause) {
            super(phase, message, cause);
        }
    }
}
