package nl.rijkscloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.kernel.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The effect of a refusal on its connection. */
final class UnreadBodyTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private int port;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void refusalOnHttp2EndsOnlyItsOwnStream() {
        var client = client(HttpVersion.HTTP_2);
        var upload = request(client, HttpMethod.PATCH, "/takes").setChunked(true);
        // read now: later its value may change
        var taken = upload.response().compose(response -> response.body());
        upload.write("first half").await();
        var refused = request(client, HttpMethod.POST, "/refuses").setChunked(true);
        refused.write("never read").await();

        assertThat(refused.response().await().statusCode()).isEqualTo(404);
        assertThat(status(client, HttpMethod.GET, "/refuses")).isEqualTo(404);

        upload.end(", second half").await();
        assertThat(taken.await()).hasToString("first half, second half");
        assertThat(connections).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aRefusalOfARequestWithoutBodyKeepsTheConnection(HttpVersion version) {
        var client = client(version);

        assertThat(status(client, HttpMethod.GET, "/refuses")).isEqualTo(404);
        assertThat(status(client, HttpMethod.GET, "/refuses")).isEqualTo(404);

        assertThat(connections).hasValue(1);
    }

    /** As browsers and tus clients announce a document. */
    @Test
    void aRefusalOfABodyOfNoBytesKeepsTheConnection() {
        var client = client(HttpVersion.HTTP_1_1);

        assertThat(emptyPost(client)).isEqualTo(404);
        assertThat(emptyPost(client)).isEqualTo(404);

        assertThat(connections).hasValue(1);
    }

    private int emptyPost(HttpClient client) {
        return request(client, HttpMethod.POST, "/refuses").putHeader("Content-Length", "0").send().await()
                .statusCode();
    }

    private HttpClient client(HttpVersion version) {
        var router = Router.router(vertx);
        router.route().handler(new UnreadBody()).failureHandler(new Problems());
        router.patch("/takes").handler(ctx -> ctx.request().body().onSuccess(ctx::end));
        router.route("/refuses").handler(ctx -> ctx.fail(Failure.notFound()));
        port = vertx.createHttpServer()
                .connectionHandler(opened -> connections.incrementAndGet())
                .requestHandler(router).listen(0, "localhost").await().actualPort();
        return vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false),
                new PoolOptions().setHttp1MaxSize(1).setHttp2MaxSize(1));
    }

    private HttpClientRequest request(HttpClient client, HttpMethod method, String path) {
        return client.request(method, port, "localhost", path).await();
    }

    private int status(HttpClient client, HttpMethod method, String path) {
        return request(client, method, path).send().await().statusCode();
    }
}
