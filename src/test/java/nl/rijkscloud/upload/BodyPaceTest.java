package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.rijkscloud.connection.Pipelining;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A body is passed on only when its sink is ready, in pieces no larger than the sink wants. */
final class BodyPaceTest {
    private static final int LENGTH = 1_000_000;
    private static final int WANTED = 5000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Slow intake = new Slow();

    @AfterEach
    void close() throws Exception {
        vertx.close().await();
    }

    @Test
    void bytesWaitForTheSinkAndArriveInItsPieceSize() throws Exception {
        try (var line = new RawConnection(listen())) {
            line.lines(
                    "PATCH / HTTP/1.1", "Host: localhost", "Content-Type: " + TusUpload.BODY, "Content-Length: "
                    + LENGTH, "");
            line.bytes(new byte[LENGTH]);
            Awaitility.await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(intake.sizes::isEmpty);

            intake.ready.complete();

            assertThat(line.readHead()).startsWith("HTTP/1.1 204");
        }
        assertThat(intake.sizes.stream().mapToInt(size -> size).sum()).isEqualTo(LENGTH);
        assertThat(intake.sizes.stream().skip(1)).as("but for what came with the head")
                .allMatch(size -> size <= WANTED);
    }

    @Test
    void cutClientIsNotWaitedFor() throws Exception {
        try (var line = new RawConnection(listen())) {
            line.lines("PATCH / HTTP/1.1", "Host: localhost", "Content-Type: " + TusUpload.BODY,
                    "Content-Length: 9", "");
            line.bytes(new byte[9]);
            Awaitility.await().atMost(PATIENCE).until(() -> intake.listens);
            line.cut();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> intake.ended);
        intake.ready.complete();
        Awaitility.await().during(Duration.ofMillis(100)).atMost(PATIENCE).until(intake.sizes::isEmpty);
    }

    private URI listen() {
        var router = Router.router(vertx);
        router.patch().handler(ctx -> UploadBody.of(ctx).pipeTo(intake)
                .onSuccess(done -> ctx.response().setStatusCode(204).end()));
        var port = vertx.createHttpServer(
                        new HttpServerOptions().setHost("localhost").setPort(0).setIdleTimeout(3)
                        .setHttp2ClearTextEnabled(false))
                .connectionHandler(Pipelining::watch)
                .requestHandler(request -> {
                    request.pause();
                    router.handle(request);
                })
                .listen()
                .await()
                .actualPort();
        return URI.create("http://localhost:" + port);
    }

    /** Accepts everything once it is told to be ready. */
    private static final class Slow implements UploadService.Sink {
        @Override
        public long offset() {
            return 0;
        }

        private final Promise<Void> ready = Promise.promise();
        private final List<Integer> sizes = new CopyOnWriteArrayList<>();
        private volatile boolean listens;
        private volatile boolean ended;

        @Override
        public Future<Void> ready() {
            listens = true;
            return ready.future();
        }

        @Override
        public int wanted() {
            return WANTED;
        }

        @Override
        public Future<Void> write(Buffer bytes) {
            sizes.add(bytes.length());
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> end() {
            ended = true;
            return Future.succeededFuture();
        }

        @Override
        public UploadService.Sink setWriteQueueMaxSize(int maxSize) {
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public UploadService.Sink drainHandler(Handler<Void> handler) {
            return this;
        }

        @Override
        public UploadService.Sink exceptionHandler(Handler<Throwable> handler) {
            return this;
        }
    }
}
