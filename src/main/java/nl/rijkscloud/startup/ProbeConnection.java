package nl.rijkscloud.startup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to another server, made by a check. Blocks. */
final class ProbeConnection {
    static final String UNTRUSTED =
            "does not offer TLS with a certificate that is trusted here for this name; that of a private authority"
            + " belongs in Java's trust store (-Djavax.net.ssl.trustStore)";

    private ProbeConnection() {}

    /** @param timeout for connecting, and for each later answer */
    static Socket open(String host, int port, Duration timeout) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Starts TLS and compares the name in the certificate. Fails if the certificate is not trusted. */
    static SSLSocket secure(Socket plain, String host, int port) throws IOException {
        var tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    /** Describes a failure as the end of a sentence about host and port. */
    static String describe(IOException cause) {
        return switch (cause) {
            case UnknownHostException unknown -> "is a name that nobody knows";
            case SocketTimeoutException silent -> "does not answer";
            case SSLException untrusted -> UNTRUSTED;
            default -> "cannot be reached";
        };
    }
}
