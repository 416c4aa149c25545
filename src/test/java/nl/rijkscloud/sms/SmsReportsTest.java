package nl.rijkscloud.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** {@code POST /api/sms/reports} as the provider uses it, and as an attacker would. */
final class SmsReportsTest {
    private static final String PATH = "/api/sms/reports";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static DemoPortal portal;

    private final UUID message = UUID.randomUUID();
    private final String providerId = "m-" + message;
    private final PortalClient client = new PortalClient(portal.baseUrl());

    @BeforeAll
    static void open() {
        portal = TestPortal.start(folder, new JsonObject());
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @BeforeEach
    void aMessageWasAccepted() {
        sql("delete from throttle");
        sql("""
                insert into outbox (id, channel, template, language, recipient, state, due_at, expires_at, created_at,
                    provider_id)
                values ('%s', 'sms', 'sign-in-code', 'nl', '+31612345678', 'accepted', now(), now(), now(), '%s')
                """.formatted(message, providerId));
    }

    @Test
    void reportOfTheProviderIsRecorded() {
        assertThat(signed(told("delivered")).statusCode()).isEqualTo(204);

        assertThat(delivery()).isEqualTo("delivered");
    }

    @Test
    void referenceIdentifiesTheMessage() {
        signed(new JsonObject().put("reference", message.toString()).put("status", "undelivered").encode());

        assertThat(delivery()).isEqualTo("failed");
    }

    @Test
    void repeatedAndUnorderedReportsChangeNothing() {
        var delivered = told("delivered");
        signed(delivered);

        assertThat(List.of(signed(delivered), signed(told("sent")), signed(told("failed"))))
                .allMatch(answer -> answer.statusCode() == 204);
        assertThat(delivery()).isEqualTo("delivered");
    }

    @Test
    void unknownMessagesAreAnsweredLikeKnownOnes() {
        var known = signed(told("delivered"));
        var unknown = signed(new JsonObject().put("id", "m-2").put("status", "delivered").encode());

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.body()).isEqualTo(known.body()).isEmpty();
        assertThat(unknown.headers().map().keySet()).isEqualTo(known.headers().map().keySet());
    }

    @Test
    void wrongSecretGets404() {
        var body = told("failed");
        var now = now();

        var answers = List.of(
                post(body), post(body, "X-Signature", "sha256="),
                post(body, "X-Signature", ReportHmac.of("guessed", now, body)),
                post(body, "X-Timestamp", now, "X-Signature", ReportHmac.of("guessed", now, body)),
                post(body + " ", "X-Timestamp", now, "X-Signature", ReportHmac.of(secret(), now, body)),
                post(body, "X-Timestamp", "1", "X-Signature", ReportHmac.of(secret(), now, body)),
                client.post(PATH, new JsonObject(body)));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(post("{}", "/api/nothing").body());
        });
        assertThat(delivery()).isEqualTo("none");
    }

    @Test
    void replayedReportIsRefused() {
        var then = Long.toString(Instant.now().minusSeconds(3600).getEpochSecond());
        var body = told("failed");

        assertThat(post(body, "X-Timestamp", then, "X-Signature", ReportHmac.of(secret(), then, body)).statusCode())
                .isEqualTo(404);
        assertThat(delivery()).isEqualTo("none");
    }

    /** The signature authenticates, from any address; a cookie does not. */
    @Test
    void onlyTheSignatureAuthenticates() {
        var staff = StaffJourney.signIn(portal, DemoStaff.ALL.getFirst()).browser();
        var body = told("delivered");
        var now = now();

        assertThat(staff.post(PATH, new JsonObject(body)).statusCode()).isEqualTo(404);
        assertThat(post(body, "Origin", "https://sms.example.nl", "Sec-Fetch-Site", "cross-site", "X-Timestamp", now,
                "X-Signature", ReportHmac.of(secret(), now, body)).statusCode()).isEqualTo(204);
        assertThat(client.send("POST", "/api/sessions", BodyPublishers.ofString("{}"), "Origin",
                "https://sms.example.nl")
                .statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"delivered\"", "{", "{\"status\": {\"status\": \"delivered\"}}",
        "{\"id\": [\"m-1\"], \"status\": \"delivered\"}", "{\"id\": \"m-1' or true --\", \"status\": \"delivered\"}",
        "{\"reference\": \"not-an-id\", \"status\": \"delivered\"}"})
    void signedNonsenseChangesNothing(String body) {
        assertThat(signed(body).statusCode()).isEqualTo(204);
        assertThat(value("select count(*) from outbox where delivery is not null and id = '" + message + "'"))
                .isEqualTo("0");
    }

    @Test
    void deepJsonDoesNoHarm() {
        assertThat(signed("[".repeat(4000) + "]".repeat(4000)).statusCode()).isEqualTo(204);
        assertThat(signed(told("delivered")).statusCode()).isEqualTo(204);
    }

    @Test
    void aLongBodyIsRefusedUnread() {
        assertThat(signed(" ".repeat(8192 - told("delivered").length()) + told("delivered")).statusCode())
                .isEqualTo(204);
        assertThat(signed("x".repeat(8193)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void otherMethodsGet404(String method) {
        assertThat(client.send(method, PATH, BodyPublishers.noBody()).statusCode()).isIn(404, 405);
    }

    /** The source lies in a network of its own: one that has reached its limit keeps out what comes from it later. */
    @Test
    void persistentSourceIsThrottled() throws Exception {
        var source = HttpClient.newBuilder().localAddress(InetAddress.getByName("127.9.0.1")).build();
        var signed = told("delivered");
        var now = now();
        assertThat(post(source, "{}")).isEqualTo(404);
        sql("update throttle set hits = 100000"); // as if it had; so many also count when the next minute begins

        assertThat(post(source, "{}")).isEqualTo(429);
        assertThat(post(source, signed, "X-Timestamp", now, "X-Signature", ReportHmac.of(secret(), now, signed)))
                .isEqualTo(429);
        assertThat(delivery()).isEqualTo("none");
    }

    private static int post(HttpClient source, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(portal.baseUrl().resolve(PATH)).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return source.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Test
    void reportsAreNotLogged() {
        var log = new ListAppender<ILoggingEvent>();
        var ours = (Logger) LoggerFactory.getLogger("nl.rijkscloud");
        ours.setLevel(Level.TRACE);
        log.start();
        ours.addAppender(log);
        try {
            var canary = "canary-" + message;
            signed(new JsonObject().put("id", canary).put("text", canary).encode());
            signed(canary);
            post(canary, "X-Signature", canary, "X-Timestamp", canary);
            signed(new JsonObject().put("id", canary).put("status", "delivered").encode());

            assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("signature"))
                    .anyMatch(line -> line.contains("dropped"))
                    .noneMatch(line -> line.contains("canary"));
        } finally {
            ours.detachAppender(log);
            ours.setLevel(null);
        }
    }

    @Test
    void withoutASecretTheRouteDoesNotExist(@TempDir Path other) {
        try (var silent =
                TestPortal.start(other, new JsonObject().put("sms", new JsonObject().put("callbackSecret", "")))) {
            var stranger = new PortalClient(silent.baseUrl());
            var body = told("delivered");
            var now = now();

            var here = stranger.send("POST", PATH, BodyPublishers.ofString(body), "X-Timestamp", now, "X-Signature",
                    ReportHmac.of(secret(), now, body));
            var nowhere = stranger.send("POST", "/api/sms/nothing", BodyPublishers.ofString(body));

            assertThat(here.statusCode()).isEqualTo(404);
            assertThat(here.body()).isEqualTo(nowhere.body()).isEqualTo(post(body).body());
        }
    }

    /** The demo's provider follows the same protocol. */
    @Test
    void demoReportsItsMessagesAsDelivered() {
        sql("delete from outbox");
        StaffJourney.signIn(portal, DemoStaff.ALL.getLast());

        await().atMost(PATIENCE)
                .until(() -> value("select coalesce(max(delivery), 'none') from outbox").equals("delivered"));
        assertThat(value("select state || (provider_id is not null)::text from outbox where channel = 'sms'"))
                .isEqualTo("acceptedtrue");
    }

    private String told(String status) {
        return new JsonObject().put("id", providerId).put("status", status).encode();
    }

    private HttpResponse<String> signed(String body) {
        var now = now();
        return post(body, "X-Timestamp", now, "X-Signature", ReportHmac.of(secret(), now, body));
    }

    private HttpResponse<String> post(String body, String... headers) {
        return headers.length == 1
                ? client.send("POST", headers[0], BodyPublishers.ofString(body))
                : client.send("POST", PATH, BodyPublishers.ofString(body), headers);
    }

    private String delivery() {
        return value("select coalesce(delivery, 'none') from outbox where id = '" + message + "'");
    }

    private static String secret() {
        return portal.config().sms().callbackSecret().map(Secret::reveal).orElseThrow();
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }

    private static void sql(String statement) {
        TestDatabase.sql(portal.config().database(), statement);
    }

    private static String value(String query) {
        return TestDatabase.value(portal.config().database(), query).orElseThrow();
    }
}
