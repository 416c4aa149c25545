package nl.rijkscloud.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHandlerTest {
    private static final SiteFixture FIXTURE = SiteFixture.make();
    private static Vertx vertx;
    private static HttpServer server;
    private static WebClient client;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        FIXTURE.mount(router);
        server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        client = WebClient.create(vertx, new WebClientOptions().setDefaultHost("127.0.0.1")
                .setDefaultPort(server.actualPort()).setFollowRedirects(false));
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void dutchIsTheDefaultDespiteTheBrowsersPreference() {
        var answer = send(get("/").putHeader("Accept-Language", "en"));
        assertThat(answer.getHeader("Content-Language")).isEqualTo("nl");
        assertThat(answer.bodyAsString()).contains(">Volgende<");
        assertThat(answer.headers().getAll("Vary").toString()).containsIgnoringCase("cookie");
    }

    @Test
    void theCookieDecidesTheLanguage() {
        assertThat(send(get("/").putHeader("Cookie", "__Host-taal=en")).bodyAsString()).contains(">Next<");
        assertThat(send(get("/").putHeader("Cookie", "__Host-taal=xx")).bodyAsString()).contains(">Volgende<");
    }

    @Test
    void chosenLanguageIsKeptAndLeadsBackToTheSamePage() {
        var answer = send(get("/verstuur/AAAAAAAAAAAAAAAAAAAAAA?taal=en&x=1"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.getHeader("Location")).isEqualTo("/verstuur/AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(answer.getHeader("Set-Cookie")).startsWith("__Host-taal=en;")
                .contains("Path=/", "Secure", "SameSite=Lax").doesNotContain("Domain");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer", "zoals"})
    void transferOfThePageStaysWhenALanguageIsChosen(String name) {
        var id = "0198c0de-0000-7000-8000-000000000001";
        assertThat(send(get("/?taal=en&" + name + "=" + id)).getHeader("Location")).isEqualTo("/?" + name + "=" + id);
        assertThat(send(get("/?taal=en&" + name + "=//elders.example")).getHeader("Location")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elders.example/", "/%5Celders.example/../\\elders.example", "/\\elders.example",
        "///elders.example", "/a//elders.example", "/%0d%0aLocation:x"})
    void choosingALanguageNeverLeadsToAnotherHost(String path) {
        var answer = send(get(path + "?taal=en"));
        assertThat(answer.getHeader("Location")).doesNotStartWith("//").doesNotContain("\\").startsWith("/");
        assertThat(answer.headers().getAll("Location")).hasSize(1);
    }

    @Test
    void anUnknownLanguageChangesNothing() {
        var answer = send(get("/?taal=fr"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void aPageBehindALinkIsNotStored() {
        assertThat(send(get("/verstuur/AAAAAAAAAAAAAAAAAAAAAA")).getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void unknownAddressGetsAHelpfulPage() {
        var answer = send(get("/bestaat/niet"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.bodyAsString()).contains("Deze pagina bestaat niet", "088-120 5000", "href=\"/\"");
    }

    @Test
    void anUnchangedPageIsNotSentAgain() {
        String etag = send(get("/")).getHeader("ETag");
        var again = send(get("/").putHeader("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.bodyAsBuffer()).isNull();
        assertThat(again.headers().getAll("Vary").toString()).containsIgnoringCase("cookie");
        assertThat(send(get("/").putHeader("If-None-Match", "\"x\"")).statusCode()).isEqualTo(200);
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        var get = send(get("/"));
        var head = send(client.request(HttpMethod.HEAD, "/"));
        assertThat(head.bodyAsBuffer()).isNull();
        assertThat(head.getHeader("Content-Length")).isEqualTo(get.getHeader("Content-Length"));
    }

    @Test
    void everyAnswerForbidsForeignAndInlineScript() {
        for (String path : new String[] {"/", "/bestaat/niet", "/?taal=en", "/.well-known/security.txt"}) {
            var answer = send(get(path));
            assertThat(answer.getHeader("Content-Security-Policy")).as(path).startsWith("default-src 'none'")
                    .contains("script-src 'self';", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
                    .doesNotContain("unsafe", "data:", "*");
            assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.getHeader("Strict-Transport-Security")).contains("max-age=");
        }
    }

    @Test
    void securityTxtNamesTheContact() {
        var answer = send(get("/.well-known/security.txt"));
        assertThat(answer.getHeader("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.bodyAsString()).contains("Contact: mailto:security@igj.nl\n",
                "Expires: 2027-06-01T12:00:00Z\n", "Canonical: https://igj.rijkscloud.nl/.well-known/security.txt");
    }

    @Test
    void aFileOfThisVersionMayBeKeptForEver() {
        var answer = send(get(FIXTURE.assets().prefix() + "/css/theme.css"));
        assertThat(answer.getHeader("Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(answer.getHeader("Cache-Control")).contains("immutable");
    }

    @Test
    void aFileOfAnotherVersionIsServedButNotKept() {
        var answer = send(get("/assets/oud/css/theme.css"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void fileIsCompressedOnlyForClientsThatAcceptIt() {
        String path = FIXTURE.assets().prefix() + "/lib/components.css";
        var plain = send(get(path));
        var zipped = send(get(path).putHeader("Accept-Encoding", "br, gzip;q=0.8"));
        var refused = send(get(path).putHeader("Accept-Encoding", "gzip;q=0"));
        assertThat(plain.getHeader("Content-Encoding")).isNull();
        assertThat(refused.getHeader("Content-Encoding")).isNull();
        assertThat(zipped.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.getHeader("ETag")).isNotEqualTo(plain.getHeader("ETag"));
        assertThat(zipped.bodyAsBuffer().length()).isLessThan(plain.bodyAsBuffer().length() / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"welkom.html", "parts/page-begin.html", "package.json", "package-lock.json", ".npmrc",
        "../config/x.css", "%2e%2e/x.css", "", "lib/@utrecht/button-css/dist/index.css"})
    void onlyAssetsAreServedAsFiles(String name) {
        assertThat(send(get(FIXTURE.assets().prefix() + "/" + name)).statusCode()).isEqualTo(404);
    }

    private static HttpRequest<Buffer> get(String path) {
        return client.request(HttpMethod.GET, path);
    }

    private static HttpResponse<Buffer> send(HttpRequest<Buffer> request) {
        return request.send().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
