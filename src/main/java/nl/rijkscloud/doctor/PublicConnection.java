package nl.rijkscloud.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Connects to the public address as a visitor does. Blocks, for a given time at each step. */
final class PublicConnection {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private PublicConnection() {}

    /**
     * The certificate that was shown.
     *
     * @param trusted by this Java, for the name that was asked for
     */
    record Shown(X509Certificate own, boolean trusted) {}

    static Shown certificate(URI address, Duration patience) throws IOException {
        var witness = new Witness();
        try (var _ = secure(address, patience, witness)) {
            return witness.shown();
        } catch (SSLException refused) {
            return witness.shown();
        }
    }

    /**
     * A connection for requests without secrets. Another probe checks the certificate; an untrusted one does not stop
     * the other checks.
     */
    static Socket open(URI address, Duration patience) throws IOException {
        return address.getScheme().equals("https") ? secure(address, patience, new Witness())
                : plain(address, patience);
    }

    private static Socket plain(URI address, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            var usual = address.getScheme().equals("https") ? HTTPS : HTTP;
            var port = address.getPort() > 0 ? address.getPort() : usual;
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private static SSLSocket secure(URI address, Duration patience, Witness witness) throws IOException {
        var plain = plain(address, patience);
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness}, null);
            var tls = (SSLSocket) context.getSocketFactory()
                    .createSocket(plain, address.getHost(), plain.getPort(), true);
            var parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls;
        } catch (GeneralSecurityException broken) {
            plain.close();
            throw new IOException("this Java has no TLS", broken);
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Accepts every certificate, and remembers the verdict of the system's own trust manager. */
    private static final class Witness extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager strict = system();
        private @Nullable Shown shown;

        Shown shown() throws IOException {
            if (shown == null) {
                throw new IOException("no certificate was shown");
            }
            return shown;
        }

        private static X509ExtendedTrustManager system() {
            try {
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                return Arrays.stream(factory.getTrustManagers())
                        .filter(X509ExtendedTrustManager.class::isInstance).map(X509ExtendedTrustManager.class::cast)
                        .findFirst().orElseThrow();
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("this Java has no trust store", broken);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
            shown = new Shown(chain[0], passes(chain, kind, socket));
        }

        private boolean passes(X509Certificate[] chain, String kind, Socket socket) {
            try {
                strict.checkServerTrusted(chain, kind, socket);
                return true;
            } catch (CertificateException refused) {
                return false;
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("only sockets are used here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("only sockets are used here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            throw new CertificateException("nobody signs in here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("nobody signs in here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("nobody signs in here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return strict.getAcceptedIssuers();
        }
    }
}
