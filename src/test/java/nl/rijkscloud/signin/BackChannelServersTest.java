package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sign-out by the provider at two servers that remember rows of a moment ago. */
final class BackChannelServersTest {
    private static final String TRANSFER = "/api/transfer";

    @TempDir
    private static Path folder;

    private static FakeProvider provider;
    private static DemoPortal here;
    private static DemoPortal there;

    @BeforeAll
    static void start() {
        provider = new FakeProvider(Vertx.vertx());
        var both = TestPortal.two(folder, provider.settings().mergeIn(
                new JsonObject().put("sessions", new JsonObject().put("remembered", "2s"))));
        here = both.getFirst();
        there = both.getLast();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
        provider.close();
    }

    @Test
    void signOutAtOneServerEndsTheSessionAtAllAndIsAcceptedOnce() {
        var subject = OidcJourney.newSubject();
        provider.become(OidcJourney.person(subject).put("departments", new JsonArray().add("meldpunt@igj.nl")));
        var journey = new OidcJourney(new PortalClient(here.baseUrl()));
        assertThat(journey.arrive(provider.signIn(journey.depart("/inspectie"))).statusCode()).isEqualTo(200);
        journey.browser.post("/api/sessions", SenderJourney.parts(delivered()));
        var far = journey.browser.at(there.baseUrl());
        assertThat(journey.browser.get(TRANSFER).statusCode()).isEqualTo(200);
        assertThat(far.get(TRANSFER).statusCode()).as("remembered at both").isEqualTo(200);
        var form = LogoutMessage.form(provider.sign(
                provider.header(), LogoutMessage.claims(provider.issuer()).put("sub", subject)));

        assertThat(LogoutMessage.post(new PortalClient(there.baseUrl()), form).statusCode()).isEqualTo(200);

        assertThat(far.get(TRANSFER).statusCode()).as("at once where it was told").isEqualTo(404);
        assertThat(journey.browser.get("/api/staff/me").statusCode()).as("at once everywhere").isEqualTo(401);
        assertThat(LogoutMessage.post(new PortalClient(here.baseUrl()), form).statusCode()).as("replayed elsewhere")
                .isEqualTo(400);
        await().atMost(Duration.ofSeconds(5)).until(() -> journey.browser.get(TRANSFER).statusCode() == 404);
    }

    /** From a network of its own: a server remembers for a while that a limit is reached. */
    @Test
    void persistentSourceIsThrottled() throws Exception {
        var source = HttpClient.newBuilder().localAddress(InetAddress.getByName("127.9.0.1")).build();
        assertThat(post(source, "")).isEqualTo(400);
        // As if it had; so many also count when the next minute begins.
        TestDatabase.sql(there.config().database(), "update throttle set hits = 100000");
        try {
            var right = provider.sign(provider.header(), LogoutMessage.claims(provider.issuer()).put("sub", "iemand"));
            assertThat(post(source, LogoutMessage.form(right))).isEqualTo(429);
        } finally {
            TestDatabase.sql(there.config().database(), "delete from throttle");
        }
    }

    private static int post(HttpClient from, String form) throws IOException, InterruptedException {
        return from.send(HttpRequest.newBuilder(there.baseUrl().resolve(LogoutMessage.PATH))
                        .header("Content-Type", LogoutMessage.FORM).POST(BodyPublishers.ofString(form)).build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static String delivered() {
        var sender = SenderJourney.begin(here);
        sender.add("brief.txt", "Geachte inspectie".getBytes(StandardCharsets.UTF_8));
        sender.awaitChecked();
        sender.submit();
        return sender.downloadLink();
    }
}
