package nl.rijkscloud.mail;

import java.time.Duration;

/**
 * The phases of a delivery in which the client waits for the server, in order, with at least the time-outs of RFC 5321
 * section 4.5.3.2. A server may scan a mail between the final dot and its reply: a client that gives up earlier sends
 * the mail again and again.
 */
enum SmtpPhase {
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

    SmtpPhase(Duration patience) {
        this.patience = patience;
    }
}
