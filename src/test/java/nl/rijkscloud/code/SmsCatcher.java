package nl.rijkscloud.code;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.config.SmsProviders;

/**
 * A listening gateway that keeps every message and answers with the configured status and text, or fails silently in a
 * configured way.
 */
public final class SmsCatcher {
    public record Message(String authorization, String type, String body) {
        public JsonObject content() {
            return new JsonObject(body);
        }
    }

    /** Never responds. */
    public static final int SILENT = 0;
    /** Closes the connection instead of a response. */
    public static final int BROKEN = 1;

    public final List<Message> messages = new CopyOnWriteArrayList<>();
    /** Keeps references, so that no two objects share an identity by chance. */
    public final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    public volatile int status = 202;
    public volatile Buffer words = Buffer.buffer("the gateway's own words");
    private final HttpServer server;

    public SmsCatcher(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1").await();
    }

    public Config.Sms config(Duration timeout) {
        return config(SmsProviders.builtIn("json-bearer"), timeout);
    }

    public Config.Sms config(SmsProvider provider, Duration timeout) {
        return new Config.Sms(
                provider, URI.create("http://127.0.0.1:" + server.actualPort() + "/messages"), Optional.of("me"),
                Optional.of(new Secret("a token")), "IGJ", timeout, Optional.empty());
    }

    private void take(HttpServerRequest request) {
        connections.add(request.connection());
        request.body().onSuccess(body -> {
            messages.add(new Message(
                    request.getHeader("Authorization"), request.getHeader("Content-Type"), body.toString()));
            if (status == BROKEN) {
                request.connection().close();
            } else if (status != SILENT) {
                request.response().putHeader("Location", "/elsewhere").setStatusCode(status).end(words);
            }
        });
    }
}
