package nl.rijkscloud.mail;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The reason why a mail was not delivered. It holds no text of the server, which may quote the mail. */
final class SmtpFailure extends Exception {
    /**
     * The phases of a delivery in which the client waits for the server, in order, with at least the time-outs of RFC
     * 5321 section 4.5.3.2. A server may scan a mail between the final dot and its reply: a client that gives up
     * earlier sends the mail again and again.
     */
    enum Phase {
        CONNECT(Duration.ofSeconds(30)),
        GREETING(Duration.ofMinutes(5)),
        HELLO(Duration.ofMinutes(5)),
        STARTTLS(Duration.ofMinutes(2)),
        LOGIN(Duration.ofMinutes(5)),
        MAIL(Duration.ofMinutes(5)),
        RCPT(Duration.ofMinutes(5)),
        DATA(Duration.ofMinutes(2)),
        /** A block of the mail is being accepted. */
        CONTENT(Duration.ofMinutes(3)),
        /** From the final dot on the server may have accepted the mail, even if its reply is lost. */
        FINAL_DOT(Duration.ofMinutes(10));

        final Duration patience;

        Phase(Duration patience) {
            this.patience = patience;
        }
    }

    private static final long serialVersionUID = 1;

    private final Phase phase;
    private final int code; // 0 when there is none

    private final String status;

    private SmtpFailure(Phase phase, int code, String status, @Nullable Throwable cause) {
        super(phase + ": " + status, cause, false, false);
        this.status = status;
        this.phase = phase;
        this.code = code;
    }

    /** Never null: it was made with a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The server answered with a refusal. */
    static SmtpFailure answered(Phase phase, SmtpReplies.Reply reply) {
        return new SmtpFailure(phase, reply.code(), reply.status(), null);
    }

    /** The connection was lost, or the answer came too late or made no sense. */
    static SmtpFailure lost(Phase phase, String message, @Nullable Throwable cause) {
        return new SmtpFailure(phase, 0, message, cause);
    }

    /** The phase in which it happened. */
    Phase phase() {
        return phase;
    }

    /** The codes of the reply, such as {@code 550 5.1.1}; without a reply a sentence. */
    String status() {
        return status;
    }

    /** The reply of the server, if there was one. */
    OptionalInt code() {
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
