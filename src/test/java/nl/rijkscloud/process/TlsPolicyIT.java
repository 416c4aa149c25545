package nl.rijkscloud.process;

import static nl.rijkscloud.process.TlsProbe.SSL_3;
import static nl.rijkscloud.process.TlsProbe.TLS_1_0;
import static nl.rijkscloud.process.TlsProbe.TLS_1_1;
import static nl.rijkscloud.process.TlsProbe.TLS_1_2;
import static nl.rijkscloud.process.TlsProbe.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import nl.rijkscloud.testing.TestCertificate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code server.tls} offers only versions, suites and groups that the NCSC's guidelines of 2025-05 call good or
 * sufficient, with either engine and kind of key.
 */
final class TlsPolicyIT {
    /** ECDHE with AES-GCM or ChaCha20-Poly1305: RFC 5289 and RFC 7905. */
    private static final List<String> ECDSA = List.of("0xC02B", "0xC02C", "0xCCA9");
    private static final List<String> RSA = List.of("0xC02F", "0xC030", "0xCCA8");
    /** RFC 8446, section B.4. */
    private static final List<String> OF_TLS_1_3 = List.of("0x1301", "0x1302", "0x1303");
    private static final List<Integer> EVERY_SUITE = IntStream.rangeClosed(0x0001, 0x00c7).boxed().toList();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"BoringSSL, EC, false", "BoringSSL, RSA, false", "JDK, EC, true", "JDK, RSA, true"})
    void offersOnlySettingsThatTheNcscCallsGoodOrSufficient(String engine, String key, boolean withoutBoringSsl)
            throws Exception {
        var certificate = TestCertificate.make(folder, key);
        var jvm = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-Dio.netty.handler.ssl.noOpenSsl=" + withoutBoringSsl);
        try (var portal = PortalProcess.start(folder, PortalProcess.surroundings(folder, certificate.settings()),
                List.of(), jvm)) {
            var port = portal.surroundings().config().server().port();
            var probe = new TlsProbe(port);

            for (var old : List.of(SSL_3, TLS_1_0, TLS_1_1)) {
                assertThat(probe.speaks(old, EVERY_SUITE)).as("version %x", old).isFalse();
            }
            assertThat(probe.accepted(TLS_1_2)).isEqualTo("EC".equals(key) ? ECDSA : RSA);
            assertThat(probe.accepted(TLS_1_3)).isEqualTo(OF_TLS_1_3);
            for (var group : List.of(0x1d, 0x17, 0x18)) {
                assertThat(probe.agreesOn(group)).as("x25519, P-256, P-384: %x", group).isTrue();
            }
            for (var group : List.of(0x15, 0x16, 0x100, 0x101, 0x102)) {
                assertThat(probe.agreesOn(group)).as("P-224, secp256k1, finite fields: %x", group).isFalse();
            }
            assertThatThrownBy(() -> renegotiate(certificate, port)).isInstanceOf(IOException.class);
        }
    }

    /** A second handshake on one connection, as TLS 1.2 allows and no client needs. */
    private static void renegotiate(TestCertificate certificate, int port)
            throws IOException, GeneralSecurityException {
        try (var socket = (SSLSocket) certificate.trusted().getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(30_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            socket.startHandshake();
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            if (new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .startsWith("HTTP/1.1 ")) {
                return;
            }
            throw new IOException("the connection ended");
        }
    }
}
