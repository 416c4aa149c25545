package nl.rijkscloud.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import nl.rijkscloud.config.Config;

/** A proxy of {@link ObjectServer} that injects the faults of a test. Safe for use from any thread. */
public final class FaultyObjectServer implements AutoCloseable {
    /** The fate of one request. */
    public enum Fault {
        NONE,
        /** The server does not do it, and says so. */
        ERROR,
        /** The line breaks before the server has heard of it. */
        CUT,
        /** The server does it, and its answer gets lost. */
        LOST_ANSWER,
        /** The answer comes late. */
        SLOW,
        /** The answer breaks off in the middle. */
        HALF_ANSWER,
        /** A bit of the answer is wrong. */
        CORRUPT,
        /** The server says that it has no more room. */
        FULL,
        /** A list returns no objects. */
        LAGGING_LIST,
        /** The server says that it keeps versions. */
        VERSIONED
    }

    private static final int LATE = 200;
    private static final String EMPTY = """
            <?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
            <Name>rijkscloud</Name><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>
            </ListBucketResult>""";
    private static final String QUOTA = """
            <?xml version="1.0" encoding="UTF-8"?><Error><Code>QuotaExceeded</Code><Message>full</Message></Error>""";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final HttpServer server;
    private final Map<String, String> canned = new ConcurrentHashMap<>();
    private volatile Function<HttpServerRequest, Fault> faults = request -> Fault.NONE;

    public FaultyObjectServer() {
        this(new HttpServerOptions());
    }

    /** @param options with TLS, for example */
    public FaultyObjectServer(HttpServerOptions options) {
        server = vertx.createHttpServer(options).requestHandler(this::serve).listen(0, "localhost")
                .toCompletionStage().toCompletableFuture().join();
    }

    /** The place as it is seen through this server. */
    public Config.S3 before(Config.S3 place) {
        return ObjectServer.through(server.actualPort(), place);
    }

    public int port() {
        return server.actualPort();
    }

    /** @param chosen called on another thread, once for each request */
    public void spoil(Function<HttpServerRequest, Fault> chosen) {
        faults = chosen;
    }

    /** Spoils the next requests of this method and lets all others through. */
    public void spoilNext(String method, int times, Fault fault) {
        var left = new AtomicInteger(times);
        faults = request -> request.method().name().equals(method) && left.getAndDecrement() > 0 ? fault : Fault.NONE;
    }

    /** Answers requests whose address has this text, without asking the server. */
    public void answer(String part, String xml) {
        canned.put(part, xml);
    }

    private void serve(HttpServerRequest request) {
        var known = canned.keySet().stream().filter(request.uri()::contains).findFirst();
        if (known.isPresent()) {
            request.response().putHeader("Content-Type", "application/xml").end(canned.get(known.get()));
            return;
        }
        var fault = faults.apply(request);
        request.body().compose(body -> switch (fault) {
            case ERROR -> request.response().setStatusCode(500).end();
            case FULL -> request.response().setStatusCode(403).end(QUOTA);
            case CUT -> request.connection().close();
            case LAGGING_LIST -> request.response().putHeader("Content-Type", "application/xml").end(EMPTY);
            case NONE, SLOW, LOST_ANSWER, HALF_ANSWER, CORRUPT, VERSIONED -> forward(request, body, fault);
        }).onFailure(broken -> request.connection().close());
    }

    private Future<Void> forward(HttpServerRequest request, Buffer body, Fault fault) {
        return client.request(new RequestOptions().setMethod(request.method()).setHost("localhost")
                        .setPort(ObjectServer.port()).setURI(request.uri()))
                .compose(copy -> {
                    copy.headers().setAll(request.headers());
                    copy.authority(HostAndPort.authority("localhost", server.actualPort()));
                    return copy.send(body);
                })
                .compose(answer -> answer.body().compose(bytes -> switch (fault) {
                    case LOST_ANSWER -> request.connection().close();
                    case SLOW -> vertx.timer(LATE, TimeUnit.MILLISECONDS)
                            .compose(late -> answer(request, answer, bytes));
                    case HALF_ANSWER -> {
                        head(request, answer);
                        yield request.response().write(bytes.slice(0, bytes.length() / 2))
                                .compose(done -> request.connection().close());
                    }
                    case CORRUPT -> {
                        var at = bytes.length() / 2;
                        yield answer(request, answer, bytes.copy().setByte(at, (byte) (bytes.getByte(at) ^ 1)));
                    }
                    case VERSIONED -> {
                        request.response().putHeader("x-amz-version-id", "3");
                        yield answer(request, answer, bytes);
                    }
                    default -> answer(request, answer, bytes);
                }));
    }

    private static void head(HttpServerRequest request, HttpClientResponse answer) {
        request.response().setStatusCode(answer.statusCode()).headers().addAll(answer.headers());
    }

    private static Future<Void> answer(HttpServerRequest request, HttpClientResponse answer, Buffer bytes) {
        head(request, answer);
        return request.method().name().equals("HEAD") ? request.response().end() : request.response().end(bytes);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
