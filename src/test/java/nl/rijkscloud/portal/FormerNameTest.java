package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests under the former public name, and under names that only look like it. */
final class FormerNameTest {
    private static final String FORMER = TestPortal.FORMER.getHost();
    private static final String ID = "/ontvang/AAAAAAAAAAAAAAAAAAAAAA";
    private static final String SECRET = "Zz-eF_gHiJkLmNoPqRsTuVwXyZ0123456789_-abcdE";
    private static final String MOVED = "Het adres van deze website is veranderd";

    private final URI base = TestPortal.shared().baseUrl();

    @ParameterizedTest
    @ValueSource(strings = {"oud.rijkscloud.test", "OUD.Rijkscloud.test", "oud.rijkscloud.test.",
        "oud.rijkscloud.test:443", "oud.rijkscloud.test:8443"})
    void oldLinkShowsWhereThePortalIsNow(String host) throws IOException {
        assertThat(get(host, ID)).startsWith("HTTP/1.1 200 ").contains(MOVED, "href=\"" + base + "\"",
                "no-store\r\n", "Content-Security-Policy: default-src 'none'", "Referrer-Policy: no-referrer\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "oud.rijkscloud.test.example.nl", "x-oud.rijkscloud.test", "oud.rijkscloud",
        "oud.rijkscloud.test@example.nl", "127.0.0.1"})
    void otherNamesAreNotSentOn(String host) throws IOException {
        assertThat(get(host, ID)).doesNotContain(MOVED);
    }

    /** The page leads to the configured address only, for any Host or header. */
    @Test
    void pageIsTheSameForEveryPathAndHeader() throws IOException {
        var page = body(get(FORMER, "/"));

        assertThat(body(get(FORMER, "//example.nl/" + ID))).isEqualTo(page);
        assertThat(body(get(FORMER, "/https://example.nl"))).isEqualTo(page);
        assertThat(body(get(FORMER, "/inspectie?next=https://example.nl"))).isEqualTo(page);
        assertThat(body(get(FORMER, "/%5cexample.nl"))).isEqualTo(page);
        assertThat(body(get(FORMER, ID + "%23" + SECRET))).isEqualTo(page).doesNotContain(SECRET);
        assertThat(body(get(FORMER, ID, "X-Forwarded-Host: example.nl", "Forwarded: host=example.nl",
                "X-Original-URL: /hulp"))).isEqualTo(page);
        assertThat(get("localhost", "/", "X-Forwarded-Host: " + FORMER)).doesNotContain(MOVED);
    }

    @Test
    void languageIsChosenWithoutLeavingTheFormerName() throws IOException {
        assertThat(get(FORMER, "//example.nl/?taal=en")).startsWith("HTTP/1.1 303 ")
                .containsIgnoringCase("location: /\r\n");
        assertThat(get(FORMER, ID + "?taal=en")).containsIgnoringCase("location: " + ID + "\r\n");
        assertThat(get(FORMER, ID, "Cookie: __Host-taal=en")).contains("The address of this website has changed");
    }

    @Test
    void pagesThatAreOpenGoOnWithTheInterface() throws IOException {
        assertThat(get(FORMER, "/api/openapi.yaml")).startsWith("HTTP/1.1 200 ");
        assertThat(get(FORMER, "/api/none")).startsWith("HTTP/1.1 404 ").contains("application/problem+json");
        assertThat(get(FORMER, "/.well-known/security.txt")).startsWith("HTTP/1.1 200 ").doesNotContain(MOVED);
    }

    @Test
    void afterTheLastDayNothingAnswersAtTheFormerName() throws Exception {
        var vertx = Vertx.vertx();
        var clock = new TestClock();
        try {
            var last = OfficeTime.day(clock.instant());
            var router = Router.router(vertx);
            router.route().handler(new FormerName(new Config.Former(TestPortal.FORMER, last), clock,
                    ctx -> ctx.end("moved"), ctx -> ctx.end("not found")));
            router.route().handler(ctx -> ctx.end("served"));
            var server = vertx.createHttpServer().requestHandler(router).listen(0, "localhost").await();
            var address = URI.create("http://localhost:" + server.actualPort());

            clock.advance(Duration.between(clock.instant(), endOf(last)).minusSeconds(1));
            assertThat(get(address, FORMER, "/")).endsWith("moved");
            assertThat(get(address, FORMER, "/api/transfer")).endsWith("served");

            clock.advance(Duration.ofSeconds(1));
            assertThat(get(address, FORMER, "/")).endsWith("not found");
            assertThat(get(address, FORMER, ID)).endsWith("not found");
            assertThat(get(address, FORMER, "/api/transfer")).doesNotContain("served");
            assertThat(get(address, "localhost", "/")).endsWith("served");
        } finally {
            vertx.close().await();
        }
    }

    private static Instant endOf(LocalDate day) {
        return OfficeTime.start(day.plusDays(1));
    }

    private String get(String host, String path, String... more) throws IOException {
        return get(base, host, path, more);
    }

    private static String get(URI address, String host, String path, String... more) throws IOException {
        try (var line = new RawConnection(address)) {
            line.lines("GET " + path + " HTTP/1.1", "Host: " + host, "Connection: close").lines(more);
            return more.length == 0 ? line.readToEnd() : line.lines("").readToEnd();
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n"));
    }
}
