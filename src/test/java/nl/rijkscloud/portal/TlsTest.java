package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal speaks TLS itself, without a proxy. */
final class TlsTest {
    private static final String CONTENT = "Scan van een brief. ".repeat(150_000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void bothVersionsOfHttpAreSpokenWithEitherKindOfKey(String algorithm) throws Exception {
        var certificate = TestCertificate.make(folder, algorithm);
        try (var portal = TestPortal.start(folder.resolve("portal"), certificate.settings())) {
            var page = URI.create("https://localhost:" + portal.config().server().port() + "/");
            for (var version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
                try (var client = HttpClient.newBuilder().sslContext(certificate.trusted()).version(version).build()) {
                    var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.version()).isEqualTo(version);
                    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
                    assertThat(languageOfTheSecondCookie(client, page)).isEqualTo("en");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void downloadOverTlsCountsAsDownloaded(HttpClient.Version version) throws Exception {
        var certificate = TestCertificate.make(folder, "EC");
        var settings = certificate.settings();
        var base = address(settings);
        try (var portal = TestPortal.start(folder.resolve("portal"), settings);
                var client = HttpClient.newBuilder().sslContext(certificate.trusted()).version(version).build()) {
            PortalClient.connectWith(client, base);
            var sender = SenderJourney.begin(portal);
            sender.add("scan.txt", CONTENT.getBytes(StandardCharsets.US_ASCII));
            sender.awaitChecked();
            sender.submit();
            var inspector = StaffJourney.signIn(portal, DemoStaff.SANNE);
            inspector.open(sender.downloadLink());
            var document = SenderJourney.documents(inspector.transfer()).getFirst();
            assertThat(inspector.download(document)).asString().isEqualTo(CONTENT);
            await().atMost(Duration.ofSeconds(10)).until(() -> sender.report().encode().contains("all-downloaded"));
        }
    }

    private static URI address(JsonObject settings) throws IOException {
        var port = FreePort.next();
        var base = "https://localhost:" + port;
        settings.getJsonObject("server").put("port", port).put("publicUrl", base);
        return URI.create(base);
    }

    /** This client sends two cookies as two fields in HTTP/2, as the standard allows, and joins them in HTTP/1. */
    private static String languageOfTheSecondCookie(HttpClient client, URI page)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page).header("Cookie", "a=b").header("Cookie", "__Host-taal=en").build();
        return client.send(request, BodyHandlers.ofString()).headers().firstValue("Content-Language").orElseThrow();
    }

    /** Without it everything would work, at one and a half times the cost. */
    @Test
    void nativeTlsLibraryLoads() {
        assertThat(OpenSSLEngineOptions.isAvailable()).isTrue();
    }
}
