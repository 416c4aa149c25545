package nl.rijkscloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw bytes over a real connection: no client library would send these. */
final class RequestGuardTest {
    private final Vertx vertx = Vertx.vertx();

    /** The requests that passed the guards, as "POST /api/x". */
    private final List<String> handled = new CopyOnWriteArrayList<>();

    private static final PreparedContent PAGE = PreparedContent.of("text/html; charset=utf-8",
            "<p>Deze pagina bestaat niet".getBytes(StandardCharsets.UTF_8));

    private HttpServer server;

    @BeforeEach
    void listen() {
        var router = Router.router(vertx);
        router.route("/api/*").handler(new SameOrigin(URI.create("https://igj.example")))
                .failureHandler(new Problems());
        router.route().handler(ctx -> {
            handled.add(ctx.request().method() + " " + ctx.request().path());
            ctx.response().end("handled");
        });
        var guard = new RequestGuard(new SecurityHeaders(true), PAGE, router);
        server = vertx.createHttpServer().requestHandler(guard).invalidRequestHandler(guard::refuseUnreadable)
                .listen(0, "127.0.0.1").await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void anOrdinaryRequestPasses() throws IOException {
        assertThat(answer("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(answer("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: "
                + "close\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void anUnknownCodingHidesNoSecondRequest() throws IOException {
        var answer = answer("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\nGET /b "
                + "HTTP/1.1\r\nHost: h\r\n\r\n");

        // by the portal, or by Netty before it
        assertThat(answer).matches("(?s)HTTP/1.1 (400|501).*").containsOnlyOnce("HTTP/1.1");
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /a HTTP/1.1\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: h\r\nHost: other\r\n\r\n",
        "GET http://other/a HTTP/1.1\r\nHost: h\r\n\r\n",
        "TRACE /a HTTP/1.1\r\nHost: h\r\n\r\n",
    })
    void ambiguousRequestIsRefusedAndItsConnectionClosed(String request) throws IOException {
        assertThat(answer(request)).matches("(?s)HTTP/1.1 (400|405).*").containsOnlyOnce("HTTP/1.1");
        assertThat(handled).isEmpty();
    }

    /** RFC 9112 section 3.2: a server must answer 400 to such a Host; the server underneath would fail on it later. */
    @ParameterizedTest
    @ValueSource(strings = {
        "GET /api/a HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /api/a HTTP/1.1\r\nHost: [::1\r\n\r\n",
        "GET http://h/api/a HTTP/1.0\r\n\r\n",
        "GET /api/%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /api/a?x=% HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /api/a HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
    })
    void malformedRequestGets400WithSecurityHeaders(String request) throws IOException {
        assertThat(answer(request)).startsWith("HTTP/1.").containsPattern("^\\S+ 400 ")
                .containsIgnoringCase("\r\ncontent-security-policy: ");
        assertThat(handled).isEmpty();
    }

    @Test
    void tooLongRequestGetsItsStatusWithSecurityHeaders() throws IOException {
        assertThat(answer("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
                .matches("(?s)HTTP/1.[01] 414 .*").containsIgnoringCase("\r\ncontent-security-policy: ");
        assertThat(answer("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1.[01] 431 .*").containsIgnoringCase("\r\ncontent-security-policy: ");
    }

    @Test
    void browserWithATruncatedLinkGetsAPage() throws IOException {
        assertThat(answer("GET /verstuur/abc%2 HTTP/1.1\r\nHost: h\r\n\r\n")).startsWith("HTTP/1.1 400")
                .contains("Deze pagina bestaat niet");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none",
        "Origin: https://evil.example",
        "Origin: null", "Sec-Fetch-Site: cross-site\r\nOrigin: https://igj.example",
    })
    void crossSiteRequestsAreRefused(String header) throws IOException {
        assertThat(answer(change("POST", header))).startsWith("HTTP/1.1 403").contains("cross-origin");
        assertThat(answer(change("DELETE", header))).startsWith("HTTP/1.1 403");
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site: same-origin", "Origin: https://igj.example", "Accept: */*"})
    void ownPagesAndProgramsAreAllowed(String header) throws IOException {
        assertThat(answer(change("POST", header))).startsWith("HTTP/1.1 200");
    }

    private static String change(String method, String header) {
        return method + " /api/x HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n" + header
                + "\r\n\r\n";
    }

    /** Reads until the server closes; a server that keeps the connection open fails by the time-out. */
    private String answer(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
