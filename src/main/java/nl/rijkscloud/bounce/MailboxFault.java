package nl.rijkscloud.bounce;

import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import nl.rijkscloud.config.Config;

/** Describes a fault of the mailbox in our words, because the server's own may quote a message. */
public final class MailboxFault {
    private static final int DEEPEST_CAUSE = 10;

    private MailboxFault() {}

    /**
     * Signs in as the portal does, and changes nothing. Empty if that works; else a sentence with the wrong setting.
     * Blocks for at most a few of these steps.
     */
    public static Optional<String> find(Config.Bounce config, Duration step) {
        try {
            Mailbox.open(config, step).close();
            return Optional.empty();
        } catch (Exception failure) {
            var key = failure instanceof AuthenticationFailedException ? "bounce.user: " : "bounce.host: ";
            return Optional.of(key + config.host() + ":" + config.port() + " " + describe(failure));
        }
    }

    static String describe(Throwable failure) {
        var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST_CAUSE).toList();
        if (causes.stream().anyMatch(AuthenticationFailedException.class::isInstance)) {
            return "refuses this user with this password";
        }
        if (causes.stream().anyMatch(SSLException.class::isInstance)) {
            return "does not offer TLS with a certificate that is trusted here for this name; see bounce.caFile";
        }
        if (causes.stream().anyMatch(UnknownHostException.class::isInstance)) {
            return "is a name that nobody knows";
        }
        return causes.stream().anyMatch(IOException.class::isInstance)
                ? "cannot be reached, or did not answer in time (" + causes.getLast().getClass().getSimpleName() + ")"
                : "cannot be read (" + failure.getClass().getSimpleName() + ")";
    }
}
