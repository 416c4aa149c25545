package nl.rijkscloud.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import nl.rijkscloud.http.PeopleErrorPages;
import nl.rijkscloud.http.Problems;
import nl.rijkscloud.kernel.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A user follows a link to the API, for example to a document, while a service that the portal needs is unavailable.
 */
final class NavigationTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void serve() {
        var fixture = SiteFixture.make();
        var router = Router.router(vertx);
        router.route("/api/*").failureHandler(
                new PeopleErrorPages(PageHandler.failure(fixture.pages(), Pages.FAILURE, 503), new Problems()));
        router.route("/api/away").handler(
                ctx -> ctx.fail(Failure.of(Failure.Kind.UNAVAILABLE, "unavailable", "Away.").with("retryAfter", 7)));
        router.route("/api/gone").handler(ctx -> ctx.fail(Failure.notFound()));
        port = vertx.createHttpServer().requestHandler(router).listen(0, "localhost").await().actualPort();
    }

    @AfterEach
    void close() {
        client.close();
        vertx.close().await();
    }

    @Test
    void browserGetsAPageWithHelpAndARetryTime() throws Exception {
        var answer = get("/api/away", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body()).contains("Er is een storing");
    }

    @Test
    void programGetsAProblem() throws Exception {
        for (var accept : new String[] {"*/*", "application/json", "application/problem+json"}) {
            var answer = get("/api/away", accept);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        }
    }

    @Test
    void otherFailuresStayProblems() throws Exception {
        assertThat(get("/api/gone", "text/html").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Accept", accept).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
