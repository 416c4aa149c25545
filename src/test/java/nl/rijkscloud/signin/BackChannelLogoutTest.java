package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-outs that the identity provider tells: which sessions end, and what the portal remembers of it. */
final class BackChannelLogoutTest {
    private static final FakeProvider PROVIDER = OidcPortal.PROVIDER;
    private static final DemoPortal PORTAL = OidcPortal.PORTAL;

    private final String subject = OidcJourney.newSubject();
    private final PortalClient provider = new PortalClient(PORTAL.baseUrl());

    @BeforeEach
    void somebodyNew() {
        PROVIDER.become(OidcJourney.person(subject));
    }

    @Test
    void signOutOfAPersonEndsAllTheirSessionsAndNoOthers() {
        var office = signIn("office");
        var home = signIn("home");
        PROVIDER.become(OidcJourney.person(OidcJourney.newSubject()));
        var colleague = signIn("office of another");

        var answer = tell(logout().put("sub", subject));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body()).isEmpty();
        assertThat(statuses(office, home, colleague)).containsExactly(401, 401, 200);
    }

    @Test
    void signOutOfASessionEndsOnlyThatOne() {
        var office = signIn("office-1");
        var home = signIn("home-1");

        assertThat(tell(logout().put("sid", "office-1")).statusCode()).as("without a subject").isEqualTo(200);
        assertThat(statuses(office, home)).containsExactly(401, 200);
        assertThat(tell(logout().put("sid", "home-1").put("sub", subject)).statusCode()).isEqualTo(200);
        assertThat(statuses(home)).containsExactly(401);
    }

    /** It began before the upgrade, or the provider names its sessions in logout tokens only. */
    @Test
    void sessionOfUnknownOriginEndsWithItsPerson() {
        var unknown = signIn("");
        var known = signIn("another-session");

        tell(logout().put("sid", "a-third-session").put("sub", subject));

        assertThat(statuses(unknown, known)).containsExactly(401, 200);
    }

    /** The session goes on under other cookies: the provider's session is remembered along. */
    @Test
    void sessionUnderAnotherCookieEndsToo() {
        var journey = signIn("rotated");
        var sender = SenderJourney.begin(PORTAL);
        journey.browser.post("/api/sessions", SenderJourney.parts(sender.uploadLink()));
        assertThat(journey.browser.get("/api/transfer").statusCode()).isEqualTo(200);

        tell(logout().put("sid", "rotated"));

        assertThat(journey.browser.get("/api/staff/me").statusCode()).isEqualTo(401);
        assertThat(journey.browser.get("/api/transfer").statusCode()).as("links that were opened in it")
                .isEqualTo(404);
    }

    @Test
    void signOutOfSomebodyUnknownSucceedsToo() {
        assertThat(tell(logout().put("sub", "niemand")).statusCode()).isEqualTo(200);
        assertThat(tell(logout().put("sid", "niets").put("sub", subject)).statusCode()).isEqualTo(200);
    }

    /** The person signed out at the provider while the browser was on its way back. */
    @Test
    void signInThatEndedOnItsWayIsRefused() {
        tell(logout().put("sub", "iemand")); // the provider cannot be asked for its keys while it makes a token
        for (var ended : List.of(logout().put("sub", subject), logout().put("sid", "on-its-way"))) {
            PROVIDER.person.put("sid", "on-its-way");
            var journey = new OidcJourney();
            PROVIDER.token = token -> {
                tell(ended.put("iat", Instant.now().getEpochSecond())); // not older than this token
                return token;
            };

            assertThat(OidcJourney.refusal(journey.signIn())).isEqualTo("sign-in-unfinished");
            assertThat(statuses(journey)).containsExactly(401);
            PROVIDER.become(OidcJourney.person(subject));
        }
        var later = Instant.now().getEpochSecond() + 5;
        PROVIDER.claims = claims -> claims.put("iat", later);
        assertThat(signIn("next-session").me().getString("email")).as("the next sign-in").startsWith(subject);
    }

    @Test
    void eachEndedAccountIsALineOfTheAuditLog() {
        signIn("audited");
        tell(logout().put("sid", "audited"));

        assertThat(TestDatabase.value(PORTAL.config().database(), """
                select string_agg(action || ' ' || result || ' ' || actor, ', ' order by seq) from audit_entry
                where action = 'signed-out' and subject_id = (select id from staff where identity like '%% %s')"""
                .formatted(subject))).hasValue("signed-out done system");
    }

    @Test
    void databaseHoldsHashesOfTheProvidersNamesOnly() {
        var session = "s-" + UUID.randomUUID();
        signIn(session);
        var claims = logout().put("sid", "t-" + session).put("sub", "u-" + subject);
        tell(claims);

        assertThat(TestDatabase.value(
                PORTAL.config().database(), "select schema_to_xml('public', true, false, '')::text")).get().asString()
                .contains("<provider_logout")
                .doesNotContain(session, claims.getString("jti"), "u-" + subject);
    }

    @Test
    void signOutIsRememberedForAnHour() {
        tell(logout().put("sub", "vergeten"));
        assertThat(TestDatabase.value(PORTAL.config().database(), """
                select bool_and(expires_at between now() + interval '50 minutes' and now() + interval '61 minutes')
                from provider_logout where expires_at > now() + interval '50 minutes'""")).hasValue("t");
    }

    @Test
    void withoutAProviderThereIsNoSuchAddress() {
        var answer = LogoutMessage.post(
                new PortalClient(TestPortal.shared().baseUrl()),
                LogoutMessage.form(PROVIDER.sign(PROVIDER.header(), logout().put("sub", subject))));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void strangersDoNotMakeThePortalAskTheProviderEachTime() {
        tell(logout().put("sub", "iemand"));
        var fetched = PROVIDER.keysFetched.get();

        for (var stranger = 0; stranger < 20; stranger++) {
            assertThat(LogoutMessage.post(provider, LogoutMessage.form(PROVIDER.sign(
                    PROVIDER.header().put("kid", "unknown-" + stranger), logout().put("sub", subject)))).statusCode())
                    .isEqualTo(400);
        }

        assertThat(PROVIDER.keysFetched.get() - fetched).as("fetches for strangers").isLessThanOrEqualTo(1);
    }

    private static OidcJourney signIn(String session) {
        if (!session.isEmpty()) {
            PROVIDER.person.put("sid", session);
        } else {
            PROVIDER.person.remove("sid");
        }
        var journey = new OidcJourney();
        OidcJourney.next(journey.signIn());
        return journey;
    }

    private static JsonObject logout() {
        return LogoutMessage.claims(PROVIDER.issuer());
    }

    private HttpResponse<String> tell(JsonObject claims) {
        return LogoutMessage.post(provider, LogoutMessage.form(PROVIDER.sign(PROVIDER.header(), claims)));
    }

    private static List<Integer> statuses(OidcJourney... journeys) {
        return List.of(journeys).stream().map(journey -> journey.browser.get("/api/staff/me").statusCode()).toList();
    }
}
