package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provisioning of accounts for people who come from the identity provider. */
final class AccountProvisioningTest {
    private static final FakeProvider PROVIDER = OidcPortal.PROVIDER;

    private final String subject = OidcJourney.newSubject();

    @BeforeEach
    void somebodyNew() {
        PROVIDER.become(OidcJourney.person(subject));
    }

    @Test
    void firstSignInCreatesTheAccountFromTheProvidersClaims() {
        PROVIDER.person.put("departments", new JsonArray().add("Meldpunt@igj.nl").add("bestaat-niet@igj.nl"))
                .put("name", "Fatima\u202e <El> Amrani");
        var journey = new OidcJourney();

        assertThat(OidcJourney.next(journey.signIn())).isEqualTo("/inspectie");

        assertThat(journey.me()).isEqualTo(new JsonObject()
                .put("name", "Fatima El Amrani")
                .put("email", subject + "@igj.nl")
                .put("roles", new JsonArray().add("medewerker"))
                .put("departments", new JsonArray().add("meldpunt@igj.nl"))
                .put("signIn", "oidc"));
    }

    @Test
    void laterSignInsUpdateTheAccount() {
        PROVIDER.person.put("departments", new JsonArray().add("meldpunt@igj.nl"));
        var first = new OidcJourney();
        first.signIn();

        PROVIDER.person = OidcJourney.person(subject).put("name", "Fatima Jansen")
                .put("email", subject + ".jansen@igj.nl")
                .put("igj",
                        new JsonObject().put("roles", new JsonArray().add("rijkscloud-beheerder").add("iets-anders")));
        new OidcJourney().signIn();

        assertThat(first.me()).as("in the older session too").isEqualTo(new JsonObject()
                .put("name", "Fatima Jansen").put("email", subject + ".jansen@igj.nl")
                .put("roles", new JsonArray().add("beheerder")).put("departments", new JsonArray())
                        .put("signIn", "oidc"));
        assertThat(accounts(subject)).isEqualTo(1);
        assertThat(audited(subject)).isEqualTo(
                "account-added system,medewerker-given system,signed-in staff,medewerker-taken "
                        + "system,beheerder-given system,signed-in staff");
    }

    @Test
    void manyFirstSignInsOfOnePersonAtOnceMakeOneAccount() {
        var journeys = Stream.generate(OidcJourney::new).limit(8).toList();
        var ways = journeys.stream().map(journey -> PROVIDER.signIn(journey.depart("/inspectie"))).toList();

        var statuses = IntStream.range(0, 8).parallel()
                .mapToObj(way -> journeys.get(way).arrive(ways.get(way)).statusCode()).toList();

        assertThat(statuses).hasSize(8).containsOnly(200);
        assertThat(accounts(subject)).isEqualTo(1);
    }

    @Test
    void lostLastRoleIsLostInOpenSessionsToo() {
        var first = new OidcJourney();
        first.signIn();

        PROVIDER.person.put("igj", new JsonObject());

        assertThat(OidcJourney.refusal(new OidcJourney().signIn())).isEqualTo("not-admitted role");
        assertThat(first.me().getJsonArray("roles")).isEmpty();
    }

    @Test
    void localAccountIsLinkedToTheFirstIdentityWithItsAddressOnly() {
        PROVIDER.person.put("email", DemoStaff.LOTTE.email());
        assertThat(new OidcJourney().signIn().statusCode()).isEqualTo(200);

        PROVIDER.person.put("sub", subject + "-ander");

        assertThat(OidcJourney.refusal(new OidcJourney().signIn())).isEqualTo("not-admitted conflict");
        PROVIDER.person = OidcJourney.person(subject).put("sub", subject + "-derde");
        assertThat(new OidcJourney().signIn().statusCode()).isEqualTo(200);
        PROVIDER.person.put("email", DemoStaff.LOTTE.email());
        assertThat(OidcJourney.refusal(new OidcJourney().signIn())).as("nor by changing one's address to it")
                .isEqualTo("not-admitted conflict");
    }

    @ParameterizedTest
    @CsvSource({
        "email, iemand@elders.nl, domain", "email, iemand@sub.igj.nl, domain", "email, iemand@igj.nl@elders.nl, domain",
        "email, '', domain", "email_verified, false, email", "email_verified, , email", "igj, , role"
    })
    void refusedPersonIsToldWhyAndGetsNoAccount(String claim, String value, String reason) {
        PROVIDER.person.put(claim, value);
        var journey = new OidcJourney();

        assertThat(OidcJourney.refusal(journey.signIn())).isEqualTo("not-admitted " + reason);

        assertThat(journey.browser.get("/api/staff/me").statusCode()).isEqualTo(401);
        assertThat(accounts(subject)).isZero();
        assertThat(refusals("not-admitted")).isPositive();
    }

    @Test
    void disabledAccountStaysDisabled() {
        new OidcJourney().signIn();
        TestDatabase.sql(OidcPortal.PORTAL.config().database(), "update staff set disabled_at = now() where email = '"
                + subject + "@igj.nl'");

        assertThat(OidcJourney.refusal(new OidcJourney().signIn())).isEqualTo("not-admitted disabled");
        assertThat(refusals("account-disabled")).isPositive();
    }

    private static String audited(String subject) {
        return TestDatabase.value(
                OidcPortal.PORTAL.config().database(), "select string_agg(action || ' ' || actor, ',' order by seq)"
                + " from audit_entry where subject_id = (select id from staff where identity like '% " + subject + "')")
                        .orElseThrow();
    }

    /** Repetitions within a minute share one line, so the number is not checked. */
    private static int refusals(String result) {
        return TestDatabase.value(
                OidcPortal.PORTAL.config().database(), "select count(*) from audit_entry where action = 'signed-in'"
                + " and actor = 'nobody' and source is not null and result = '" + result + "'").map(Integer::valueOf)
                        .orElseThrow();
    }

    private static int accounts(String subject) {
        return TestDatabase.value(
                        OidcPortal.PORTAL.config().database(), "select count(*) from staff where identity like '% "
                                + subject + "'")
                .map(Integer::valueOf).orElseThrow();
    }
}
