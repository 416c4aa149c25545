package nl.rijkscloud.networktest;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of the network test are of no use to an attacker. */
final class NetworkTestTest {
    private static final String PATH = "/api/network-test";
    private static final int LIMIT = 150;

    @TempDir
    static Path folder;

    private static DemoPortal portal;
    private static PortalClient browser;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject().put("server", new JsonObject()
                .put("trustedProxies", new JsonArray().add("127.0.0.1"))));
        browser = new PortalClient(portal.baseUrl());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void bodyIsMeasuredAndDropped(String method) {
        var answer = json(expect(200, send(method, bytes(5_000_000), "192.0.2.1")));

        assertThat(answer.getInteger("received")).isEqualTo(5_000_000);
        assertThat(answer.getInteger("millis")).isNotNegative();
        assertThat(Instant.parse(answer.getString("at"))).isBetween(Instant.now().minus(Duration.ofMinutes(1)),
                Instant.now().plusSeconds(1));
        assertThat(answer.getBoolean("proxy")).isFalse();
        assertThat(json(expect(200, send(method, BodyPublishers.noBody(), "192.0.2.1"))).getInteger("received"))
                .isZero();
    }

    @Test
    void tooLongABodyIsRefusedWithAndWithoutItsLength() {
        var chunked = BodyPublishers.ofByteArrays(Stream.generate(() -> new byte[100_000]).limit(51).toList());

        assertThat(send("POST", bytes(5_000_001), "192.0.2.2").statusCode()).isEqualTo(413);
        assertThat(send("PATCH", chunked, "192.0.2.2").statusCode())
                .isIn(413, 431); // the second when the client cut it into too many chunks
    }

    @Test
    void fiveMillionBytesComeDown() {
        var answer = browser.download(PATH + "/bytes");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(5_000_000);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void otherSitesCannotUseIt() {
        for (var site : List.of("cross-site", "same-site", "none")) {
            expect(403, browser.send("GET", PATH + "/bytes", BodyPublishers.noBody(), "Sec-Fetch-Site", site));
        }
        for (var method : List.of("POST", "PATCH")) {
            expect(403, browser.send(method, PATH, bytes(1), "Sec-Fetch-Site", "cross-site"));
            expect(403, browser.send(method, PATH, bytes(1), "Origin", "https://elsewhere.example"));
        }
    }

    @Test
    void headerOfAProxyIsNoticedAndNotRepeated() {
        var answer = expect(200, browser.send("POST", PATH, bytes(1), "Via", "1.1 gateway.hospital.example"));

        assertThat(json(answer).getBoolean("proxy")).isTrue();
        assertThat(answer.body()).doesNotContain("hospital");
    }

    @Test
    void oneSourceIsLimitedOverAllRequestsAndOthersAreNot() {
        for (var act = 0; act < LIMIT; act++) {
            expect(200, send("POST", BodyPublishers.noBody(), "198.51.100.7"));
        }

        for (var method : List.of("POST", "PATCH")) {
            assertThat(send(method, bytes(5_000_000), "198.51.100.7").statusCode()).isEqualTo(429);
        }
        var down = browser.send("GET", PATH + "/bytes", BodyPublishers.noBody(), "X-Forwarded-For", "198.51.100.7");
        assertThat(down.statusCode()).isEqualTo(429);
        assertThat(down.headers().firstValue("Retry-After")).isPresent();
        expect(200, send("POST", bytes(10), "203.0.113.9"));
    }

    @Test
    void nothingIsStoredButTheCount() throws IOException {
        var before = rows();

        expect(200, send("PATCH", bytes(100_000), "192.0.2.3"));
        try (var broken = new RawConnection(portal.baseUrl())) {
            broken.lines("POST " + PATH + " HTTP/1.1", "Host: localhost", "Content-Length: 5000000", "");
            broken.bytes(new byte[100_000]).cut();
        }

        assertThat(rows()).isEqualTo(before);
        expect(200, send("POST", bytes(10), "192.0.2.3"));
    }

    private static HttpResponse<String> send(String method, BodyPublisher body, String source) {
        return browser.send(method, PATH, body, "X-Forwarded-For", source);
    }

    private static BodyPublisher bytes(int length) {
        return BodyPublishers.ofByteArray(new byte[length]);
    }

    private static List<String> rows() {
        return Stream.of("session", "transfer", "document", "audit_entry", "outbox").map(table -> TestDatabase.value(
                portal.config().database(), "select count(*) from " + table).orElseThrow()).toList();
    }
}
