package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls each route of requests with each insufficient credential, on a portal where people lose their roles. */
final class RequestAccessTest {
    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static StaffJourney sanne;
    private static StaffJourney beheerder;
    private static StaffJourney functionaris;
    private static RequestJourney asked;

    record Route(String path, JsonObject body) {}

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject()
                .put("limits", new JsonObject().put("requestsPerStaffPerHour", 5)));
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        beheerder = withRole(DemoStaff.OMAR, "beheerder");
        functionaris = withRole(DemoStaff.LOTTE, "functionaris");
        asked = RequestJourney.ask(portal, sanne).opened();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    static Stream<Route> routes() {
        return Stream.of(
                new Route("/api/staff/requests", RequestJourney.form("a@example.org")),
                new Route("/api/staff/requests/csv", RequestJourney.form("")
                        .put("csv", "naam;e-mail\nAnna;a@example.org\n")),
                new Route("/api/staff/requests/csv?check=true", RequestJourney.form("")
                        .put("csv", "naam;e-mail\nAnna;a@example.org\n")),
                new Route("/api/staff/requests/" + UUID.randomUUID() + "/resend", new JsonObject()),
                new Route("/api/staff/requests/" + asked.id() + "/resend", new JsonObject()),
                new Route("/api/staff/transfers/" + UUID.randomUUID() + "/remind", new JsonObject()),
                new Route("/api/staff/transfers/" + asked.id() + "/remind", new JsonObject()),
                new Route("/api/staff/addresses/check", new JsonObject()
                        .put("emails", new JsonArray().add("a@example.org"))));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void insufficientCredentialsGetNotFound(Route route) {
        var stranger = new PortalClient(portal.baseUrl());
        for (var nobody : new PortalClient[] {stranger, asked.browser(), SenderJourney.begin(portal).browser()}) {
            var answer = nobody.post(route.path(), route.body());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(PortalClient.json(answer).getString("code")).isEqualTo("sign-in-required");
        }
        for (var other : new StaffJourney[] {beheerder, functionaris}) {
            var answer = other.browser().post(route.path(), route.body());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(PortalClient.json(answer).getString("code")).isEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void formOfAnotherSiteIsRefused(Route route) {
        var answer = sanne.browser()
                .send("POST", route.path(), BodyPublishers.ofString(route.body().encode()), "Content-Type",
                        "text/plain");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void everyRowCountsForTheLimit() {
        var list = RequestJourney.form("").put("csv", RequestListTest.rows(5));

        var answer = sanne.browser().post("/api/staff/requests/csv", list);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(TestDatabase.value(portal.config()
                .database(), "select count(*) from transfer where sender_email like '%@voorbeeld.nl'"))
                .contains("0");
        assertThat(sanne.browser().post("/api/staff/requests/csv", list.put("csv", RequestListTest.rows(4)))
                .statusCode()).isEqualTo(201);
        assertThat(asked.resend(sanne).statusCode()).isEqualTo(429);
    }

    private static StaffJourney withRole(DemoStaff person, String role) {
        var journey = StaffJourney.signIn(portal, person);
        TestDatabase.sql(portal.config().database(), "update staff set roles = '{" + role
                + "}' where email = '" + person.email() + "'");
        return journey;
    }
}
