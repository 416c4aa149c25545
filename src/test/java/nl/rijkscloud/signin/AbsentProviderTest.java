package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal while its identity provider is down: only staff notice. */
final class AbsentProviderTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private DemoPortal portal;
    private PortalClient browser;
    private int port;

    @BeforeEach
    void startWithoutOne() {
        try (var once = new FakeProvider(vertx)) {
            port = URI.create(once.issuer()).getPort();
            portal = TestPortal.start(
                    folder, once.settings().put("limits", new JsonObject().put("signInsPerSourcePerHour", 3)));
        }
        browser = new PortalClient(portal.baseUrl());
    }

    @AfterEach
    void close() {
        portal.close();
        vertx.close().await();
    }

    @Test
    void portalStartsWithoutItsProviderAndUsesItOnceItIsUp() {
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/inspectie/aanmelden").statusCode()).isEqualTo(503);
        assertThat(browser.get("/inspectie/aanmelden").body()).contains("Er is een storing");
        assertThat(browser.post("/api/staff/sign-out", new JsonObject()).body()).isEqualTo("{\"next\":null}");

        try (var provider = new FakeProvider(vertx, port)) {
            provider.person = OidcJourney.person("later");
            var departure = browser.get("/inspectie/aanmelden");
            assertThat(departure.statusCode()).isEqualTo(303);
            var back = provider.signIn(departure.headers().firstValue("Location").orElseThrow());
            assertThat(browser.post("/api/staff/return",
                    new JsonObject().put("code", back.get("code")).put("state", back.get("state")))
                    .statusCode()).isEqualTo(200);
        }
    }

    @Test
    void returnsFromOneSourceAreLimited() {
        var nonsense = new JsonObject().put("code", "any").put("state", "any");

        var statuses = IntStream.range(0, 5).mapToObj(time -> browser.post("/api/staff/return", nonsense).statusCode())
                .toList();

        assertThat(statuses).containsExactly(401, 401, 401, 429, 429);
    }

    @Test
    void providerThatHangsUpIsAnOutage() {
        try (var provider = new FakeProvider(vertx, port)) {
            provider.hangsUp = true;
            var address = browser.get("/inspectie/aanmelden").headers().firstValue("Location").orElseThrow();
            var back = provider.signIn(address);

            assertThat(browser.post("/api/staff/return",
                    new JsonObject().put("code", back.get("code")).put("state", back.get("state"))).statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void outageOfTheProviderIsShownDuringASignIn() {
        JsonObject back;
        try (var provider = new FakeProvider(vertx, port)) {
            var address = browser.get("/inspectie/aanmelden").headers().firstValue("Location").orElseThrow();
            back = new JsonObject().put("code", "any").put("state", provider.signIn(address).get("state"));
        }

        var answer = browser.post("/api/staff/return", back);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(PortalClient.json(answer).getString("code")).isEqualTo("identity-provider-unavailable");
    }
}
