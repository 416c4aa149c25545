package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;

/**
 * Requests that Vert.x would accept and that two servers in a row may read differently. Written by hand: no client
 * library sends them.
 */
final class HttpHygieneTest {
    private static final URI BASE = TestPortal.shared().baseUrl();
    private static final String HOST = "Host: " + BASE.getAuthority();
    /** A second request that must not be run: its response would be 204 with tus headers. */
    private static final String SMUGGLED = "OPTIONS /api/uploads HTTP/1.1\r\n" + HOST + "\r\n\r\n";

    @Test
    void aRequestWithoutHostIsRefused() throws Exception {
        assertRefused(400, "GET / HTTP/1.1", "");
    }

    @Test
    void aRequestWithTwoHostsIsRefused() throws Exception {
        assertRefused(400, "GET / HTTP/1.1", HOST, "Host: elsewhere.example", "");
        assertRefused(400, "GET / HTTP/1.1", HOST, HOST, "");
    }

    @Test
    void aTargetOnAnotherHostIsRefused() throws Exception {
        assertRefused(400, "GET http://elsewhere.example/ HTTP/1.1", HOST, "");
        assertRefused(400, "GET elsewhere HTTP/1.1", HOST, "");
        assertThat(answer("GET " + BASE + "/ HTTP/1.1", HOST, "Connection: close", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void traceAndConnectAreRefused() throws Exception {
        assertRefused(405, "TRACE / HTTP/1.1", HOST, "X-Secret: seen", "");
        assertThat(answer("TRACE / HTTP/1.1", HOST, "X-Secret: seen", "")).doesNotContain("seen");
        assertThat(answer("CONNECT elsewhere.example:443 HTTP/1.1", "Host: elsewhere.example:443", ""))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void unknownHttpVersionIsRefusedWithSecurityHeaders() throws Exception {
        for (var version : new String[] {"HTTP/1.2", "HTTP/2.0", "HTTP/3.7", "HTTP/0.9"}) {
            for (var target : new String[] {"/", "/api/transfer"}) {
                assertThat(answer("GET " + target + " " + version, HOST, "")).as(version)
                        .startsWith("HTTP/1.1 505").containsIgnoringCase("content-security-policy: ")
                        .containsIgnoringCase("connection: close");
            }
        }
    }

    /**
     * Netty refuses most of these itself, since 4.2.18; the portal refuses the one that Netty accepts because it ends
     * in chunked.
     */
    @Test
    void unknownTransferCodingClosesTheConnection() throws Exception {
        for (var coding
                : new String[] {"xchunked", "chunked, gzip", "identity", "gzip", " xchunked", "chunked,\r\n gzip"}) {
            assertThat(codedAs(coding)).as(coding).startsWith("HTTP/1.1 400").doesNotContain("Tus-");
        }
        for (var coding : new String[] {"gzip, chunked", "x, chunked", "gzip\r\nTransfer-Encoding: chunked"}) {
            assertThat(codedAs(coding)).as(coding).startsWith("HTTP/1.1 501").doesNotContain("Tus-");
        }
    }

    private static String codedAs(String coding) throws Exception {
        return answerTo("POST /api/sessions HTTP/1.1\r\n" + HOST + "\r\nTransfer-Encoding: " + coding
                + "\r\n\r\n0\r\n\r\n" + SMUGGLED);
    }

    @Test
    void contradictoryBodyLengthsAreRefused() throws Exception {
        var both = answerTo("POST /api/sessions HTTP/1.1\r\n" + HOST
                + "\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED);
        assertThat(both).startsWith("HTTP/1.1 400").doesNotContain("Tus-");

        var twice = answerTo("POST /api/sessions HTTP/1.1\r\n" + HOST
                + "\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n12345" + SMUGGLED);
        assertThat(twice).startsWith("HTTP/1.1 400").doesNotContain("Tus-");
    }

    @Test
    void upgradeToHttp2IsIgnored() throws Exception {
        var answer = answer("GET / HTTP/1.1", HOST, "Connection: Upgrade, HTTP2-Settings, close", "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__", "");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("101 Switching");
        assertThat(answerTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).doesNotContain("200");
    }

    /** RFC 9112 section 5.2 allows to refuse it, or to read it as one line. Vert.x does the second. */
    @Test
    void foldedHeaderIsOneHeader() throws Exception {
        assertRefused(400, "GET / HTTP/1.1", "X-Folded: one", " " + HOST, "");
        assertRefused(400, "GET / HTTP/1.1", HOST, "Content-Length: 1", " 0", "");
    }

    @Test
    void unreadBodyIsNotTakenForARequest() throws Exception {
        var upload = "POST /api/uploads HTTP/1.1\r\n" + HOST
                + "\r\nTus-Resumable: 1.0.0\r\nUpload-Length: 10\r\nUpload-Metadata: filename YS50eHQ="
                + "\r\nContent-Type: text/plain\r\nContent-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED;
        assertThat(answerTo(upload)).startsWith("HTTP/1.1 404").doesNotContain("Tus-Version");
    }

    @Test
    void onlyOwnPagesChangeState() {
        var sender = SenderJourney.begin(TestPortal.shared());
        var upload = sender.add("brief.txt", Sample.text(10, 1));
        var origin = BASE.toString();

        assertThat(delete(upload, "Origin", "https://elsewhere.example")).isEqualTo(403);
        assertThat(delete(upload, "Origin", "null")).isEqualTo(403);
        assertThat(delete(upload, "Origin", origin + ".elsewhere.example")).isEqualTo(403);
        assertThat(delete(upload, "Origin", origin, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(delete(upload, "Origin", origin, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(delete(upload, "Sec-Fetch-Site", "none")).isEqualTo(403);
        var post = sender.browser().send("POST", "/api/transfer/submit", BodyPublishers.ofString("{}"),
                "Content-Type", "application/json", "Origin", "https://elsewhere.example");
        assertThat(post.statusCode()).isEqualTo(403);
        assertThat(PortalClient.json(post).getString("code")).isEqualTo("cross-origin");
        assertThat(sender.transfer().getString("state")).isEqualTo("open");

        assertThat(delete(upload, "Origin", origin, "Sec-Fetch-Site", "same-origin")).isEqualTo(204);
    }

    @Test
    void formOfAnotherSiteIsRefused() {
        var sender = SenderJourney.begin(TestPortal.shared());
        for (var type
                : new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
            var answer = sender.browser()
                    .send("POST", "/api/transfer/submit", BodyPublishers.ofString("{}"), "Content-Type", type);
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(PortalClient.json(answer).getString("code")).isEqualTo("unsupported-type");
        }
    }

    @Test
    void sessionCookieIsSameSiteAndHttpOnly() {
        var sender = SenderJourney.begin(TestPortal.shared());
        var opened = new PortalClient(BASE).post("/api/sessions", SenderJourney.parts(sender.uploadLink()));

        var cookies = opened.headers().allValues("Set-Cookie");
        assertThat(cookies).hasSize(1);
        assertThat(cookies.getFirst()).startsWith("__Host-session=").containsIgnoringCase("; HttpOnly")
                .contains("; Path=/", "; Secure", "; SameSite=Strict")
                .doesNotContain("Domain", "Expires", "Max-Age");
    }

    @Test
    void everyErrorIsAProblemAndCarriesTheSecurityHeaders() {
        var browser = new PortalClient(BASE);
        for (var path
                : new String[] {"/api/transfer", "/api/report", "/api/nothing", "/api/documents/1", "/api/archive"}) {
            var answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(PortalClient.json(answer).fieldNames()).contains("type", "title", "status", "detail", "code");
        }
        assertThat(browser.send("PUT", "/api/sessions", BodyPublishers.noBody()).statusCode()).isEqualTo(405);
        assertThat(browser.send("POST", "/api/sessions", BodyPublishers.ofString("{"), "Content-Type",
                "application/json").statusCode())
                .isEqualTo(400);
        assertThat(browser.send("POST", "/api/sessions", BodyPublishers.ofString("x".repeat(70_000)), "Content-Type",
                "application/json")
                .statusCode()).isEqualTo(413);
    }

    private static int delete(TusUpload upload, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Tus-Resumable", "1.0.0"));
        return upload.client().send("DELETE", upload.path(), BodyPublishers.noBody(), all.toArray(String[]::new))
                .statusCode();
    }

    /** Checks the status, and that the connection is closed: the start of the next request is unknown. */
    private static void assertRefused(int status, String... lines) throws Exception {
        assertThat(answerTo(String.join("\r\n", lines) + "\r\n" + SMUGGLED)).startsWith("HTTP/1.1 " + status)
                .doesNotContain("Tus-");
    }

    private static String answer(String... lines) throws Exception {
        return answerTo(String.join("\r\n", lines) + "\r\n");
    }

    private static String answerTo(String request) throws Exception {
        try (var line = new RawConnection(BASE)) {
            return line.bytes(request.getBytes(StandardCharsets.UTF_8)).readToEnd();
        }
    }
}
