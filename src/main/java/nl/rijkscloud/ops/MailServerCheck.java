package nl.rijkscloud.ops;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import nl.rijkscloud.config.Config;

/**
 * The mail server greets with 220 (RFC 5321 section 3.1). At a first start whatever is wrong is a mistake in the
 * configuration, and a reason. Later it is more likely an outage, and only a warning: mails wait in the outbox, and a
 * portal that is restarted while the mail server is down must come back.
 */
final class MailServerCheck {
    private MailServerCheck() {}

    /** @param inUse asked only when something is wrong */
    static Findings run(Config.Mail config, BooleanSupplier inUse) {
        try (var plain = new Socket()) {
            var patience = (int) StartChecks.PATIENCE.toMillis();
            plain.connect(new InetSocketAddress(config.host(), config.port()), patience);
            plain.setSoTimeout(patience);
            return greets(config.security() == Config.MailSecurity.TLS ? overTls(plain, config) : plain)
                    ? Findings.NOTHING
                    : finding(config, inUse, "answers, but not as a mail server");
        } catch (IOException unreachable) {
            return finding(config, inUse, switch (unreachable) {
                case UnknownHostException unknown -> "is a name that nobody knows";
                case SocketTimeoutException silent -> "does not answer";
                case SSLException untrusted -> "does not offer TLS with a certificate that is trusted here";
                default -> "cannot be reached";
            });
        }
    }

    private static Socket overTls(Socket plain, Config.Mail config) throws IOException {
        var tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, config.host(), config.port(), true);
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the names in the certificate are compared
        tls.setSSLParameters(parameters);
        return tls;
    }

    private static boolean greets(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII).equals("220");
    }

    private static Findings finding(Config.Mail config, BooleanSupplier inUse, String what) {
        var sentence = "mail.host: " + config.host() + ":" + config.port() + " " + what;
        return inUse.getAsBoolean()
                ? Findings.warning(sentence + "; mails wait until that is over")
                : Findings.reason(sentence + "; a first start needs it");
    }
}
