package nl.rijkscloud.ops;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import nl.rijkscloud.config.Config;

/**
 * The mail server greets with 220 (RFC 5321 section 3.1). Only a warning: mails wait in the outbox, and a portal that
 * is restarted while the mail server is down must come back.
 */
final class MailServerCheck {
    private MailServerCheck() {}

    static Findings run(Config.Mail config) {
        try (var plain = new Socket()) {
            var patience = (int) StartChecks.PATIENCE.toMillis();
            plain.connect(new InetSocketAddress(config.host(), config.port()), patience);
            plain.setSoTimeout(patience);
            return greets(config.security() == Config.MailSecurity.TLS ? overTls(plain, config) : plain)
                    ? Findings.NOTHING
                    : warning(config, "answers, but not as a mail server");
        } catch (IOException unreachable) {
            return warning(config, switch (unreachable) {
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

    private static Findings warning(Config.Mail config, String what) {
        return Findings.warning("mail.host: " + config.host() + ":" + config.port() + " " + what
                + "; mails wait until it does");
    }
}
