package nl.rijkscloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal as it speaks TLS by itself, without a proxy. */
final class TlsTest {
    private static final String PASSWORD = "for-this-test";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void bothVersionsOfHttpAreSpokenWithEitherKindOfKey(String algorithm) throws Exception {
        var keys = keys(algorithm);
        var tls = new JsonObject()
                .put("certificate", pem("CERTIFICATE", keys.getCertificate("portal").getEncoded()).toString())
                .put("key", pem("PRIVATE KEY", keys.getKey("portal", PASSWORD.toCharArray()).getEncoded()).toString());
        try (var portal = TestPortal.start(folder.resolve("portal"), new JsonObject().put("server", new JsonObject().put("tls", tls)))) {
            var page = URI.create("https://localhost:" + portal.config().server().port() + "/");
            for (var version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
                try (var client = HttpClient.newBuilder().sslContext(trusting(keys)).version(version).build()) {
                    var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.version()).isEqualTo(version);
                    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
                    assertThat(languageOfTheSecondCookie(client, page)).isEqualTo("en");
                }
            }
        }
    }

    /** This client sends two cookies as two fields in HTTP/2, as it may, and joins them in HTTP/1. */
    private static String languageOfTheSecondCookie(HttpClient client, URI page) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page).header("Cookie", "a=b").header("Cookie", "__Host-taal=en").build();
        return client.send(request, BodyHandlers.ofString()).headers().firstValue("Content-Language").orElseThrow();
    }

    /** Where it did not load, everything would work and cost half as much again. */
    @Test
    void theNativeLibraryLoadsHere() {
        assertThat(OpenSSLEngineOptions.isAvailable()).isTrue();
    }

    private KeyStore keys(String algorithm) throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve("tls.p12");
        var keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", algorithm, "-alias", "portal",
                "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", PASSWORD).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Path pem(String what, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(folder.resolve(what.replace(' ', '-') + ".pem"), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }
}
