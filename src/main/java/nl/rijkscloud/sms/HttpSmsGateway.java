package nl.rijkscloud.sms;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.SmsProvider.Retry;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.platform.Outgoing;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * A gateway that is spoken to by HTTP as its description says. Two things that look alike are kept apart: a connection
 * that did not come about has sent nothing, and may always be tried again; a request without an answer may have been
 * taken. Safe for use from any thread.
 */
final class HttpSmsGateway implements SmsGateway {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    /** More than any answer with an id needs. */
    private static final int MOST_BYTES = 64 << 10;

    private final HttpClient client;
    private final SmsRequest message;
    private final SmsAnswer answer;
    private final Duration timeout;
    private final boolean repeats;

    HttpSmsGateway(Vertx vertx, Config.Sms config, Config.Proxy proxy) {
        timeout = config.timeout();
        message = new SmsRequest(config);
        answer = new SmsAnswer(config.provider().answer(), config.provider().request().retry());
        repeats = config.provider().request().retry() == Retry.SAME_REFERENCE;
        // A kept connection can have died unseen, and then nobody knows whether it took the message.
        client = vertx.createHttpClient(Outgoing.through(proxy, new HttpClientOptions().setKeepAlive(false)));
    }

    @Override
    public Future<DeliveryResult> send(UUID reference, PhoneNumber to, String text) {
        var body = message.body(reference, to, text);
        var toConnect = timeout.compareTo(TO_CONNECT) < 0 ? timeout : TO_CONNECT;
        return client.request(message.options(reference, toConnect)).transform(connected -> connected.succeeded()
                ? exchange(connected.result(), body)
                : Future.succeededFuture(new DeliveryResult.Later(kind(connected.cause()))));
    }

    @Override
    public boolean mayRepeat() {
        return repeats;
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }

    private Future<DeliveryResult> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .compose(response -> read(response).map(content -> answer.of(response.statusCode(), content)))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(trouble -> answer.missing(kind(trouble)))
                .onComplete(done -> request.reset()); // drops further bytes
    }

    /** Reads the answer. A longer one than any that a provider describes counts as empty. */
    private static Future<Buffer> read(HttpClientResponse response) {
        var done = Promise.<Buffer>promise();
        var read = Buffer.buffer();
        response.exceptionHandler(done::tryFail);
        response.endHandler(end -> done.tryComplete(read));
        response.handler(part -> {
            if (read.length() + part.length() > MOST_BYTES) {
                done.tryComplete(Buffer.buffer());
            } else {
                read.appendBuffer(part);
            }
        });
        return done.future();
    }

    private static String kind(Throwable trouble) {
        return trouble.getClass().getSimpleName();
    }
}
