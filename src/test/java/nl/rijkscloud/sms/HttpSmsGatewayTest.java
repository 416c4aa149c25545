package nl.rijkscloud.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.code.SmsCatcher;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.config.SmsProviders;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kinds of providers, over real connections, with good and bad responses. */
final class HttpSmsGatewayTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+31612345678");
    private static final UUID REFERENCE = UUID.randomUUID();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final SmsProvider JSON = SmsProviders.builtIn("json-bearer");
    private static final SmsProvider FORM = SmsProviders.builtIn("form-basic");

    private final Vertx vertx = Vertx.vertx();
    private final SmsCatcher catcher = new SmsCatcher(vertx);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void postsTheMessageWithTokenAndReference() {
        catcher.words = Buffer.buffer("{\"id\": \"m-1\"}");

        assertThat(send(JSON, "two\nlines")).isEqualTo(new DeliveryResult.Accepted(Optional.of("m-1")));
        var message = catcher.messages.getFirst();
        assertThat(message.authorization()).isEqualTo("Bearer a token");
        assertThat(message.type()).isEqualTo("application/json");
        assertThat(message.content()).isEqualTo(new JsonObject()
                .put("to", "+31612345678")
                .put("from", "IGJ")
                .put("text", "two\nlines")
                .put("reference", REFERENCE.toString()));
    }

    @Test
    void postsAFormWithUserAndPassword() {
        catcher.status = 200;
        catcher.words = Buffer.buffer("{\"message\": {\"id\": 17, \"state\": \"queued\"}}");

        assertThat(send(FORM, "a=1&b=2 é%")).isEqualTo(new DeliveryResult.Accepted(Optional.of("17")));
        var message = catcher.messages.getFirst();
        assertThat(message.authorization()).isEqualTo("Basic "
                + Base64.getEncoder().encodeToString("me:a token".getBytes(StandardCharsets.UTF_8)));
        assertThat(message.type()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(
                Arrays.stream(message.body().split("&")).map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .collect(Collectors.toList())).containsExactlyInAnyOrder(
                        "recipient=31612345678", "originator=IGJ", "body=a=1&b=2 é%", "custom=" + REFERENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"}, \"to\": \"+31699999999", "{number}{reference}", "\\", "\u0000\u2028", "']}"})
    void textIsEscapedAndNotExpandedAsATemplate(String text) {
        var nested = SmsProviders.described("""
                request:
                  headers: {Idempotency-Key: "{reference}", X-Key: "key {token}"}
                  body: {messages: [{to: ["{digits}"], content: {body: "{text}", flash: false}}]}
                answer: {accepted: [2xx]}
                """);

        send(nested, text);

        assertThat(catcher.messages.getFirst().content())
                .isEqualTo(new JsonObject().put("messages", new JsonArray().add(
                new JsonObject().put("to", new JsonArray().add("31612345678"))
                        .put("content", new JsonObject().put("body", text).put("flash", false)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void errorsOfTheMessageAreFinal(int status) {
        catcher.status = status;

        assertThat(send(JSON, "text")).isEqualTo(new DeliveryResult.Refused(Integer.toString(status)));
        assertThat(send(FORM, "text")).isEqualTo(new DeliveryResult.Refused(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 503})
    void temporaryErrorsAreRetried(int status) {
        catcher.status = status;

        assertThat(send(JSON, "text")).isEqualTo(new DeliveryResult.Later(Integer.toString(status)));
        assertThat(send(FORM, "text")).isEqualTo(new DeliveryResult.Later(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void unknownOutcomeIsRetriedOnlyWithAReference(int status) {
        catcher.status = status;

        assertThat(send(JSON, "text")).isEqualTo(new DeliveryResult.Later(Integer.toString(status)));
        assertThat(send(FORM, "text")).isEqualTo(new DeliveryResult.Unknown(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        catcher.status = status;

        assertThat(send(JSON, "text")).isEqualTo(new DeliveryResult.Later(Integer.toString(status)));
        assertThat(send(FORM, "text")).isEqualTo(new DeliveryResult.Later(Integer.toString(status)));
        assertThat(catcher.messages).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {SmsCatcher.SILENT, SmsCatcher.BROKEN})
    void timeoutIsRetriedOnlyWithAReference(int silence) {
        catcher.status = silence;

        assertThat(send(JSON, SHORT)).isInstanceOf(DeliveryResult.Later.class);
        assertThat(send(FORM, SHORT)).isInstanceOf(DeliveryResult.Unknown.class);
    }

    /** No byte was sent, so a retry is safe with every provider. */
    @Test
    void closedPortIsRetriedLater() {
        assertThat(sendNowhere(JSON)).isInstanceOf(DeliveryResult.Later.class);
        assertThat(sendNowhere(FORM)).isInstanceOf(DeliveryResult.Later.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "queued | Accepted", "sent | Accepted", "blocked | Refused", "throttled | Later", "something new | Unknown",
    })
    void stateInAnAcceptedResponseIsRead(String state, String verdict) {
        catcher.words = new JsonObject().put("message", new JsonObject().put("state", state)).toBuffer();

        assertThat(send(FORM, "text").getClass().getSimpleName()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{", "[]", "null", "{\"id\": {\"id\": 1}}", "{\"id\": \"two words\"}",
            "{\"message\": 1}"})
    void unreadableResponseCountsByItsStatus(String words) {
        catcher.words = Buffer.buffer(words);

        assertThat(send(JSON, "text")).isEqualTo(new DeliveryResult.Accepted());
        assertThat(send(FORM, "text")).isEqualTo(new DeliveryResult.Unknown("202"));
    }

    @Test
    void hugeResponseIsNotReadToItsEnd() {
        catcher.words = Buffer.buffer("{\"id\": \"m-1\", \"more\": \"" + "x".repeat(1 << 20) + "\"}");

        assertThat(send(JSON, "text")).isEqualTo(new DeliveryResult.Accepted());
        assertThat(send(FORM, "text")).isEqualTo(new DeliveryResult.Unknown("202"));
    }

    /** A kept-alive connection can be dead already, and then the outcome of a message would be unknown. */
    @Test
    void everyMessageHasAConnectionOfItsOwn() {
        var gateway = gateway(catcher.config(LONG));

        gateway.send(REFERENCE, PHONE, "text").await();
        gateway.send(REFERENCE, PHONE, "text").await();

        assertThat(catcher.connections).hasSize(2);
    }

    @Test
    void attemptsAreCountedByOutcome() {
        var metrics = new SimpleMeterRegistry();
        var gateway = new MeasuredGateway(gateway(catcher.config(FORM, LONG)), metrics);

        for (int status : new int[] {400, 503, 503, 500}) {
            catcher.status = status;
            gateway.send(REFERENCE, PHONE, "text").await();
        }

        assertThat(metrics.getMeters()).allMatch(meter -> meter.getId().getName().equals("rijkscloud.sms"));
        assertThat(metrics.counter("rijkscloud.sms", "outcome", "refused").count()).isEqualTo(1);
        assertThat(metrics.counter("rijkscloud.sms", "outcome", "later").count()).isEqualTo(2);
        assertThat(metrics.counter("rijkscloud.sms", "outcome", "unknown").count()).isEqualTo(1);
        assertThat(gateway.mayRepeat()).isFalse();
    }

    @Test
    void refusalQuotesOnlyTheProvidersState() {
        catcher.words =
                Buffer.buffer("{\"message\": {\"state\": \"rejected\", \"why\": \"+31612345678 is on a list\"}}");

        assertThat(send(FORM, "text")).isEqualTo(new DeliveryResult.Refused("rejected"));
    }

    private DeliveryResult send(SmsProvider provider, String text) {
        return gateway(catcher.config(provider, LONG)).send(REFERENCE, PHONE, text).await();
    }

    private DeliveryResult send(SmsProvider provider, Duration timeout) {
        return gateway(catcher.config(provider, timeout)).send(REFERENCE, PHONE, "text").await();
    }

    private DeliveryResult sendNowhere(SmsProvider provider) {
        var there = catcher.config(provider, LONG);
        var nowhere = new Config.Sms(
                provider, URI.create("http://127.0.0.1:1/"), there.user(), there.token(), "IGJ", LONG,
                Optional.empty());
        return gateway(nowhere).send(REFERENCE, PHONE, "text").await();
    }

    private HttpSmsGateway gateway(Config.Sms config) {
        return new HttpSmsGateway(vertx, config, Config.Proxy.NONE);
    }
}
