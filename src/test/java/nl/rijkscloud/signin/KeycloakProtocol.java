package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in at a real Keycloak: discovery, codes, signatures and forms are its own. */
abstract class KeycloakProtocol {
    private final KeycloakVisitor visitor = new KeycloakVisitor();

    @Test
    void rolesAndDepartmentsComeFromClaims() {
        assertThat(OidcJourney.next(visitor.signIn("fatima"))).isEqualTo("/inspectie");

        assertThat(visitor.me()).isEqualTo(new JsonObject()
                .put("name", "Fatima El Amrani")
                .put("email", "f.elamrani@igj.nl")
                .put("roles", new JsonArray().add("medewerker").add("functionaris"))
                .put("departments", new JsonArray().add("meldpunt@igj.nl"))
                .put("signIn", "oidc"));
    }

    @Test
    void signOutEndsBothSessions() {
        visitor.signIn("fatima");
        assertThat(visitor.isAsked()).as("Keycloak knows the browser").isFalse();

        var end = visitor.signOut();

        assertThat(end).isEqualTo(KeycloakPortal.PORTAL.baseUrl() + "/inspectie/afgemeld");
        assertThat(visitor.browser.get("/api/staff/me").statusCode()).isEqualTo(401);
        assertThat(visitor.isAsked()).isTrue();
    }

    /** Keycloak tells the portal itself; the browser in question does nothing. */
    @Test
    void signOutAtKeycloakEndsTheSessionHereAndNoOther() {
        var colleague = new KeycloakVisitor();
        colleague.signIn("fatima");
        visitor.signIn("fatima");
        assertThat(visitor.browser.get("/api/staff/me").statusCode()).isEqualTo(200);

        visitor.signOutElsewhere();

        assertThat(visitor.browser.get("/api/staff/me").statusCode()).isEqualTo(401);
        assertThat(colleague.browser.get("/api/staff/me").statusCode()).as("the same person in another browser")
                .isEqualTo(200);
        assertThat(visitor.isAsked()).isTrue();
    }

    @Test
    void expiredSessionIsRenewedWithoutAPasswordDuringKeycloaksOwnSession() {
        visitor.signIn("fatima");
        TestDatabase.sql(KeycloakPortal.PORTAL.config().database(),
                "update session set seen_at = seen_at - interval '31 minutes'");
        assertThat(visitor.browser.get("/api/staff/me").statusCode()).isEqualTo(401);

        visitor.signIn("fatima");

        assertThat(visitor.browser.get("/api/staff/me").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"gast, domain", "nieuw, email", "zonderrol, role"})
    void keycloakUserWithoutARoleIsRefused(String user, String reason) {
        assertThat(OidcJourney.refusal(visitor.signIn(user))).isEqualTo("not-admitted " + reason);
        assertThat(visitor.browser.get("/api/staff/me").statusCode()).isEqualTo(401);
    }

    @Test
    void disabledAccountIsRefused() {
        visitor.signIn("pieter");
        TestDatabase.sql(KeycloakPortal.PORTAL.config().database(),
                "update staff set disabled_at = now() where email = 'p.dewit@igj.nl'");

        assertThat(visitor.browser.get("/api/staff/me").statusCode()).as("at once").isEqualTo(401);
        assertThat(OidcJourney.refusal(new KeycloakVisitor().signIn("pieter"))).isEqualTo("not-admitted disabled");
    }

    @Test
    void returnWorksOnceAndOnlyInItsOwnBrowser() {
        var back = visitor.back("fatima", UnaryOperator.identity());
        assertThat(OidcJourney.refusal(new KeycloakVisitor().arrive(back))).isEqualTo("sign-in-unfinished");
        var copy = visitor.browser.withSameCookie();
        assertThat(visitor.arrive(back).statusCode()).isEqualTo(200);

        assertThat(OidcJourney.refusal(copy.post("/api/staff/return", new JsonObject()
                .put("code", back.get("code")).put("state", back.get("state"))))).isEqualTo("sign-in-unfinished");
    }

    @Test
    void usedCodeIsRefusedInAnotherAttemptToo() {
        var used = visitor.back("fatima", UnaryOperator.identity());
        visitor.arrive(used);

        var other = new HashMap<>(visitor.back("fatima", UnaryOperator.identity()));
        other.put("code", used.get("code"));

        assertThat(OidcJourney.refusal(visitor.arrive(other))).isEqualTo("sign-in-unfinished");
    }

    /**
     * Keycloak signs the values of the request: another nonce in the token, and a challenge that does not fit the
     * verifier.
     */
    @ParameterizedTest
    @ValueSource(strings = {"nonce", "code_challenge"})
    void tamperedRequestIsRefused(String parameter) {
        var other = "A".repeat(43);

        var back = visitor.back("fatima",
                address -> address.replaceFirst("([?&])" + parameter + "=[^&]+", "$1" + parameter + "=" + other));

        assertThat(back).containsKey("code");
        assertThat(OidcJourney.refusal(visitor.arrive(back))).isEqualTo("sign-in-unfinished");
    }

    @Test
    void aChangedStateIsRefused() {
        var back = visitor.back("fatima",
                address -> address.replaceFirst("([?&])state=[^&]+", "$1state=" + "A".repeat(43)));

        assertThat(OidcJourney.refusal(visitor.arrive(back))).isEqualTo("sign-in-unfinished");
    }
}
