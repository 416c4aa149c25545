package nl.rijkscloud.otp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.outbox.Verdict;
import nl.rijkscloud.phone.PhoneNumber;

/**
 * A gateway that takes {@code POST {"to","from","text","reference"}}. Nothing of its answer is read but the status.
 * When it does not answer in time it may still have taken the message: the next attempt carries the same reference.
 * Safe for use from any thread.
 */
public final class HttpSmsGateway implements SmsGateway {
    /** Of the 4xx these speak of the moment and not of the message (RFC 9110, RFC 8470, RFC 6585). */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final WebClient client;
    private final Config.Sms config;

    public HttpSmsGateway(Vertx vertx, Config.Sms config) {
        this.config = config;
        // A redirect would take code and token to an address that nobody configured.
        client = WebClient.create(vertx, new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("Rijkscloud")
                .setConnectTimeout((int) config.timeout().toMillis()));
    }

    @Override
    public Future<Verdict> send(UUID reference, PhoneNumber to, String text) {
        var request = client.postAbs(config.url().toString()).timeout(config.timeout().toMillis());
        config.token().map(Secret::reveal).ifPresent(request::bearerTokenAuthentication);
        var message = new JsonObject()
                .put("to", to.e164())
                .put("from", config.sender())
                .put("text", text)
                .put("reference", reference.toString());
        return request.as(BodyCodec.none())
                .sendJsonObject(message)
                // The client's own time-out does not cover every phase of a request.
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(answer -> verdict(answer.statusCode()))
                .otherwise(trouble -> new Verdict.Later(trouble.getClass().getSimpleName()));
    }

    @Override
    public Future<Void> close() {
        client.close();
        return Future.succeededFuture();
    }

    private static Verdict verdict(int status) {
        if (status >= 200 && status < 300) {
            return new Verdict.Accepted();
        }
        return status >= 400 && status < 500 && !PASSING.contains(status)
                ? new Verdict.Refused(Integer.toString(status))
                : new Verdict.Later(Integer.toString(status));
    }
}
