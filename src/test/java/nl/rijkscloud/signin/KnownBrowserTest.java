package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in at a portal with the default limits, except those per source: every test client comes from one address. */
final class KnownBrowserTest {
    private static final DemoStaff SANNE = DemoStaff.SANNE;

    @TempDir
    private Path folder;

    @Test
    void knownBrowserStillSignsInDuringAnAttackAndSignsOutEverywhere() throws Exception {
        var limits = new JsonObject().put("limits", new JsonObject().put("signInsPerAccountPerHour", 10));
        try (var portal = TestPortal.start(folder, limits)) {
            var sanne = StaffJourney.signIn(portal, SANNE).browser();
            assertThat(sanne.cookie()).contains("__Host-device=");
            for (var guess = 0; guess < 12; guess++) {
                signIn(new PortalClient(portal.baseUrl()), "not the password");
            }

            assertThat(signIn(new PortalClient(portal.baseUrl()), SANNE.password())).as("a stranger").isEqualTo(429);
            enterCode(portal, sanne);
            var mail = portal.inbox().await(message -> message.to().equals(SANNE.email()) && message.subject()
                    .contains("nieuwe browser"),
                    Duration.ofSeconds(30));
            assertThat(mail.link()).isEmpty();

            var device = sanne.withSameCookie();
            sanne.post("/api/staff/sign-out", new JsonObject().put("everywhere", true));
            assertThat(sanne.cookie()).isEmpty();
            assertThat(device.get("/api/staff/me").statusCode()).isEqualTo(401);
            assertThat(signIn(device, SANNE.password())).as("no browser is known any more").isEqualTo(429);
        }
    }

    private static void enterCode(DemoPortal portal, PortalClient browser) {
        var before = portal.inbox().arrived();
        assertThat(signIn(browser, SANNE.password())).isEqualTo(200);
        var answer =
                browser.post("/api/staff/code", new JsonObject().put("code", StaffJourney.code(portal, SANNE, before)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).anySatisfy(set -> assertThat(set)
                .startsWith("__Host-device=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Max-Age=7776000"));
    }

    private static int signIn(PortalClient browser, String password) {
        return browser.post("/api/staff/sign-in",
                new JsonObject().put("email", SANNE.email()).put("password", password)).statusCode();
    }
}
