package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.testing.PortalClient;

/** A browser that signs in with the identity provider, step by step. */
final class OidcJourney {
    final PortalClient browser;

    OidcJourney() {
        this(new PortalClient(OidcPortal.PORTAL.baseUrl()));
    }

    OidcJourney(PortalClient browser) {
        this.browser = browser;
    }

    /** The provider's address in the redirect. */
    String depart(String back) {
        var answer = browser.get("/inspectie/aanmelden?naar=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    HttpResponse<String> arrive(Map<String, String> back) {
        return browser.post("/api/staff/return",
                new JsonObject().put("code", back.get("code")).put("state", back.get("state")));
    }

    /** The whole sign-in, as the person at the provider. */
    HttpResponse<String> signIn() {
        return arrive(OidcPortal.PROVIDER.signIn(depart("/inspectie")));
    }

    JsonObject me() {
        return PortalClient.json(browser.get("/api/staff/me"));
    }

    static String next(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return PortalClient.json(answer).getString("next");
    }

    /** The problem's code, and its reason if there is one. */
    static String refusal(HttpResponse<String> answer) {
        var problem = PortalClient.json(answer);
        return problem.getString("code") + (problem.containsKey("reason") ? " " + problem.getString("reason") : "");
    }

    static String newSubject() {
        return "p" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A member of staff. */
    static JsonObject person(String subject) {
        return new JsonObject()
                .put("sub", subject)
                .put("name", "Fatima El Amrani")
                .put("email", subject + "@igj.nl")
                .put("email_verified", true)
                .put("igj", new JsonObject().put("roles", new JsonArray().add("rijkscloud-medewerker")))
                .put("departments", new JsonArray());
    }
}
