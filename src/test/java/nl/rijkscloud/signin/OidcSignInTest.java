package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The redirect and the return: from which browser, how often, and to which page. */
final class OidcSignInTest {
    private static final FakeProvider PROVIDER = OidcPortal.PROVIDER;
    private static final DemoPortal PORTAL = OidcPortal.PORTAL;

    @BeforeEach
    void somebodyNew() {
        PROVIDER.become(OidcJourney.person(OidcJourney.newSubject()));
    }

    @Test
    void returnWithAnotherStateIsRefusedBeforeTheProviderIsCalled() {
        var journey = new OidcJourney();
        var back = new HashMap<>(PROVIDER.signIn(journey.depart("/inspectie")));
        var before = PROVIDER.redeemed.get();

        for (var state : new String[] {"", "another", back.get("state") + "x"}) {
            back.put("state", state);
            assertThat(OidcJourney.refusal(journey.arrive(back))).isEqualTo("sign-in-unfinished");
        }
        assertThat(PROVIDER.redeemed.get()).isEqualTo(before);
    }

    /** Login CSRF: an attacker's sign-in, brought to this browser. */
    @Test
    void returnFromAnotherBrowserIsRefused() {
        var attacker = new OidcJourney();
        var back = PROVIDER.signIn(attacker.depart("/inspectie"));
        var victim = new OidcJourney();

        assertThat(OidcJourney.refusal(victim.arrive(back))).as("a browser that began nothing")
                .isEqualTo("sign-in-unfinished");
        victim.depart("/inspectie");
        assertThat(OidcJourney.refusal(victim.arrive(back))).as("one that began another")
                .isEqualTo("sign-in-unfinished");
        assertThat(victim.browser.get("/api/staff/me").statusCode()).isEqualTo(401);
    }

    /**
     * A stolen code, returned under the thief's own state: the provider wants the verifier of the browser that
     * requested the code.
     */
    @Test
    void codeOfAnotherBrowserIsRefused() {
        var stolen = PROVIDER.signIn(new OidcJourney().depart("/inspectie")).get("code");
        var thief = new OidcJourney();
        var state = PROVIDER.signIn(thief.depart("/inspectie")).get("state");

        assertThat(OidcJourney.refusal(thief.arrive(Map.of("code", stolen, "state", state))))
                .isEqualTo("sign-in-unfinished");
    }

    @Test
    void returnWorksOnceAmongParallelRequests() {
        var journey = new OidcJourney();
        var back = PROVIDER.signIn(journey.depart("/inspectie"));
        var before = PROVIDER.redeemed.get();
        var windows = IntStream.range(0, 12).mapToObj(window -> journey.browser.withSameCookie()).toList();

        var statuses = windows.parallelStream()
                .map(window -> window.post("/api/staff/return",
                        new JsonObject().put("code", back.get("code")).put("state", back.get("state"))))
                .map(HttpResponse::statusCode).toList();

        assertThat(statuses).containsOnlyOnce(200).contains(401);
        assertThat(PROVIDER.redeemed.get() - before).as("the provider is asked once").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://elders.example/", "//elders.example/inspectie", "/\\elders.example", "/inspectie/../api",
        "javascript:alert(1)",
        "/inspectie@elders.example", "/inspectie?x=//elders.example", "/ontvang/kort", "/inspectie\r\nSet-Cookie: a=b",
        ""
    })
    void signInRedirectsOnlyToPagesOfThePortal(String asked) {
        var journey = new OidcJourney();

        assertThat(OidcJourney.next(journey.arrive(PROVIDER.signIn(journey.depart(asked))))).isEqualTo("/inspectie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inspectie/wachtrijen", "/ontvang/AAAAAAAAAAAAAAAAAAAAAA",
        "/ontvang/AAAAAAAAAAAAAAAAAAAAAA?transfer=00000000-0000-0000-0000-000000000000"})
    void signInReturnsToThePageThatAskedForIt(String asked) {
        var journey = new OidcJourney();

        assertThat(OidcJourney.next(journey.arrive(PROVIDER.signIn(journey.depart(asked))))).isEqualTo(asked);
    }

    @Test
    void openedLinkStaysOpenUnderTheNewCookieOnly() {
        PROVIDER.person.put("departments", new JsonArray().add("meldpunt@igj.nl"));
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", "Geachte inspectie".getBytes(StandardCharsets.UTF_8));
        sender.awaitChecked();
        sender.submit();
        var link = sender.downloadLink();
        var journey = new OidcJourney();
        journey.browser.post("/api/sessions", SenderJourney.parts(link));
        var old = journey.browser.withSameCookie();
        assertThat(journey.browser.get("/api/transfer").statusCode()).isEqualTo(401);

        journey.signIn();

        assertThat(PortalClient.json(journey.browser.get("/api/transfer")).getJsonArray("documents")).isNotEmpty();
        assertThat(old.get("/api/transfer").statusCode()).isEqualTo(404);
    }

    @Test
    void passwordSignInIsOffWithAProvider() {
        var answer = new OidcJourney().browser.post("/api/staff/sign-in", new JsonObject()
                .put("email", DemoStaff.SANNE.email()).put("password", DemoStaff.SANNE.password()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new OidcJourney().browser.post("/api/staff/code", new JsonObject().put("code", "123456"))
                .statusCode()).isEqualTo(404);
    }

    @Test
    void returnIsRefusedWithoutAProvider() {
        var answer = new PortalClient(TestPortal.shared().baseUrl())
                .post("/api/staff/return", new JsonObject().put("code", "a").put("state", "b"));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void signOutEndsTheSessionAndRedirectsToTheProvider() {
        var journey = new OidcJourney();
        journey.signIn();
        var copy = journey.browser.withSameCookie();

        var next = PortalClient.json(journey.browser.post("/api/staff/sign-out", new JsonObject())).getString("next");

        assertThat(next).startsWith(PROVIDER.issuer() + "/logout?");
        assertThat(FakeProvider.query(next.substring(next.indexOf('?') + 1))).isEqualTo(Map.of(
                "client_id", FakeProvider.CLIENT, "post_logout_redirect_uri", PORTAL.baseUrl()
                        + "/inspectie/afgemeld"));
        assertThat(copy.get("/api/staff/me").statusCode()).as("a copy of the cookie").isEqualTo(401);
    }

    @Test
    void crossSiteRequestsNeitherFinishASignInNorSignOut() {
        var journey = new OidcJourney();
        var back = PROVIDER.signIn(journey.depart("/inspectie"));
        var body = new JsonObject().put("code", back.get("code")).put("state", back.get("state")).encode();

        for (var path : new String[] {"/api/staff/return", "/api/staff/sign-out"}) {
            assertThat(journey.browser.send("POST", path, BodyPublishers.ofString(body), "Content-Type",
                    "application/json",
                    "Origin", "https://elders.example").statusCode()).isEqualTo(403);
            assertThat(journey.browser.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "text/plain")
                    .statusCode())
                    .isEqualTo(415);
        }
        assertThat(journey.arrive(back).statusCode()).as("and nothing was used up").isEqualTo(200);
    }

    @Test
    void attemptCookieIsSameSiteAndShort() {
        var answer = new OidcJourney().browser.get("/inspectie/aanmelden");

        assertThat(answer.headers().allValues("Set-Cookie")).singleElement().asString()
                .startsWith("__Host-sign-in=")
                        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Max-Age=600");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void databaseHoldsNoSecretsOfASignIn() {
        var token = new AtomicReference<String>();
        PROVIDER.token = given -> {
            token.set(given);
            return given;
        };
        var journey = new OidcJourney();
        var address = journey.depart("/inspectie");
        var cookie = journey.browser.cookie().replaceFirst(".*=([^.]+)\\..*", "$1");
        var back = PROVIDER.signIn(address);
        journey.arrive(back);

        var asked = FakeProvider.query(address.substring(address.indexOf('?') + 1));
        var secret = Base64.getUrlDecoder().decode(cookie);
        assertThat(TestDatabase.value(
                PORTAL.config().database(), "select schema_to_xml('public', true, false, '')::text")).get()
                .asString()
                .contains(PROVIDER.person.getString("sub"), "<sign_in_used")
                .doesNotContain(token.get(), back.get("code"), asked.get("state"), asked.get("nonce"),
                        asked.get("code_challenge"))
                .doesNotContain(cookie, HexFormat.of().formatHex(secret), Base64.getEncoder().encodeToString(secret));
    }
}
