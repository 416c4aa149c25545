package nl.rijkscloud.db;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.typed.DatabaseHost;

/**
 * Finds the reason why no encrypted connection can be made. The client says only that the handshake failed; this class
 * repeats it by hand, and Java names the faulty part of the certificate. Blocks for some seconds at most.
 */
final class TlsDiagnosis {
    private static final int PATIENCE_MS = 5000;

    private TlsDiagnosis() {}

    /**
     * Returns empty if the handshake succeeds with each host, or fails for a reason other than the certificate. Looks
     * at all hosts at once.
     */
    static Optional<DatabaseFailure> trouble(Config.Database config) {
        var encryption = Encryption.of(config.uri());
        return encryption.verifies()
                ? config.hosts().parallelStream().map(host -> trouble(host, encryption)).flatMap(Optional::stream)
                .findFirst()
                : Optional.empty();
    }

    private static Optional<DatabaseFailure> trouble(DatabaseHost host, Encryption encryption) {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host.name(), host.port()), PATIENCE_MS);
            plain.setSoTimeout(PATIENCE_MS);
            var out = new DataOutputStream(plain.getOutputStream());
            out.write(Connector.ASK_FOR_TLS.getBytes());
            return plain.getInputStream().read() == 'S' ? shake(plain, encryption, host) : Optional.empty();
        } catch (IOException | GeneralSecurityException elsewhere) {
            return DatabaseFailure.ofEncryption(elsewhere, host);
        }
    }

    private static Optional<DatabaseFailure> shake(Socket plain, Encryption encryption, DatabaseHost host)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {encryption.trust()}, null);
        try (var tls = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, host.name(), host.port(), true)) {
            var parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(encryption.options().getHostnameVerificationAlgorithm());
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return Optional.empty();
        }
    }
}
