package nl.rijkscloud.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An SMS gateway of the kind {@code json-bearer} that puts every message in the inbox and sends none. A moment later it
 * sends a signed report that the phone has it. It listens on a free port of the loopback interface.
 */
final class SmsCatcher {
    static final String TOKEN = "demo";
    static final String CALLBACK_SECRET = UUID.randomUUID().toString();

    /** Long enough for the portal to have stored the response. */
    private static final long REPORT_AFTER_MS = 500;

    private final Vertx vertx;
    private final Inbox inbox;
    private final WebClient client;
    private volatile String reportUrl;
    private HttpServer server;

    private SmsCatcher(Vertx vertx, Inbox inbox) {
        this.vertx = vertx;
        this.inbox = inbox;
        this.client = WebClient.create(vertx);
    }

    static Future<SmsCatcher> start(Vertx vertx, Inbox inbox) {
        var catcher = new SmsCatcher(vertx, inbox);
        return vertx.createHttpServer()
                .requestHandler(catcher::answer)
                .listen(0, "localhost")
                .onSuccess(server -> catcher.server = server)
                .map(catcher);
    }

    String url() {
        return "http://localhost:" + server.actualPort() + "/messages";
    }

    /** @param url the address for delivery reports from now on; before, none are sent */
    void reportTo(String url) {
        reportUrl = url;
    }

    private void answer(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST || !("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.body().onSuccess(body -> {
            var message = new JsonObject(body);
            var id = UUID.randomUUID().toString();
            inbox.add(Caught.sms(message.getString("to"), message.getString("text"), Instant.now()));
            request.response()
                    .setStatusCode(202)
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject().put("id", id).encode());
            if (reportUrl != null) {
                vertx.setTimer(REPORT_AFTER_MS, later -> report(id, message.getString("reference")));
            }
        });
    }

    /** A restarting portal misses it, as it would miss a real one. */
    private void report(String id, String reference) {
        var body = new JsonObject()
                .put("id", id)
                .put("reference", reference)
                .put("status", "delivered")
                .toBuffer();
        var time = Long.toString(Instant.now().getEpochSecond());
        client.postAbs(reportUrl)
                .putHeader("X-Timestamp", time)
                .putHeader("X-Signature", "sha256=" + signature(time, body))
                .sendBuffer(body);
    }

    private static String signature(String time, Buffer body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(CALLBACK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
