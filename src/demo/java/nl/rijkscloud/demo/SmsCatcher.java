package nl.rijkscloud.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * An SMS gateway that puts every message in the inbox and sends none: {@code POST {"to","from","text","reference"}}
 * with the bearer token. It listens on a free port of the loopback interface.
 */
final class SmsCatcher {
    static final String TOKEN = "demo";

    private final HttpServer server;

    private SmsCatcher(HttpServer server) {
        this.server = server;
    }

    static Future<SmsCatcher> start(Vertx vertx, Inbox inbox) {
        return vertx.createHttpServer()
                .requestHandler(request -> answer(request, inbox))
                .listen(0, "localhost")
                .map(SmsCatcher::new);
    }

    String url() {
        return "http://localhost:" + server.actualPort() + "/messages";
    }

    private static void answer(HttpServerRequest request, Inbox inbox) {
        if (request.method() != HttpMethod.POST || !("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.body().onSuccess(body -> {
            var message = new JsonObject(body);
            inbox.add(Caught.sms(message.getString("to"), message.getString("text"), Instant.now()));
            request.response()
                    .setStatusCode(202)
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject()
                            .put("id", UUID.randomUUID().toString())
                            .encode());
        });
    }
}
