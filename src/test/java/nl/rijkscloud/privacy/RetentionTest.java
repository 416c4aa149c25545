package nl.rijkscloud.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The retention page of a portal that has destroyed transfers. */
final class RetentionTest {
    private static final Retained.Overdue NOTHING = new Retained.Overdue(0, 0, 0, 0, 0);

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static Vertx vertx;
    private static Database database;
    private static SenderJourney sent;

    @BeforeAll
    static void withdraw() {
        portal = TestPortal.start(folder, new JsonObject().put("retention", new JsonObject().put("delivered", "40d")));
        vertx = Vertx.vertx();
        database = Database.open(vertx, portal.config().database());
        sent = SenderJourney.begin(portal);
        sent.add("brief.txt", "Geachte inspectie".getBytes());
        sent.submit();
        sent.downloadLink();
        var sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        SenderJourney.begin(portal); // lives on
        RequestJourney.ask(portal, sanne);
        SenderJourney.expect(204, sanne.browser()
                .post("/api/staff/transfers/" + sent.transferId() + "/withdraw", new JsonObject()));
    }

    @AfterAll
    static void close() {
        database.close().await();
        vertx.close().await();
        portal.close();
    }

    @Test
    void withdrawalIsCountedInItsMonthAndInTheLog() {
        var months = read(Instant.now()).months();

        assertThat(months).hasSize(12);
        assertThat(months.getFirst()).satisfies(month ->
                assertThat(month.expired() + " " + month.withdrawn() + " " + month.logged()).isEqualTo("0 1 1"));
        assertThat(months.subList(1, 12)).allMatch(month -> month.expired() + month.withdrawn() + month.logged() == 0);
    }

    @Test
    void nothingOutlivesAnEndedTransfer() {
        assertThat(read(Instant.now()).overdue()).isEqualTo(NOTHING);
    }

    @Test
    void settingsAreThoseOfTheConfiguration() {
        assertThat(read(Instant.now()).settings()).containsAllEntriesOf(Map.of(
                "retention.unfinished", Duration.ofDays(7), "retention.submitted", Duration.ofDays(40),
                "audit.retention", Duration.ofDays(730)));
    }

    @Test
    void lastSweepIsShown() {
        Awaitility.await().until(() -> read(Instant.now()).swept().isPresent());

        assertThat(read(Instant.now()).swept().orElseThrow()).satisfies(swept ->
                assertThat(swept.deleted() + " " + swept.missing()).isEqualTo("0 0"));
    }

    @Test
    void passOfExpiryIsShown() {
        Awaitility.await().until(() -> read(Instant.now()).passes().containsKey("expiry"));

        assertThat(read(Instant.now()).oldest()).isEqualTo(new Retained.Oldest(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void registerHasTheTermsOfTheConfiguration() {
        var register = read(Instant.now()).register();

        assertThat(register.stream().map(JsonObject.class::cast)
                .filter(kept -> kept.getString("what").equals("parties"))
                .map(kept -> kept.getString("setting") + " " + kept.getLong("seconds") + " "
                        + kept.getJsonArray("tables").contains("recipient")))
                .containsExactly("retention.people " + Duration.ofDays(365).toSeconds() + " true");
    }

    @Test
    void privacyOfficerAndAdministratorMayRead() {
        for (var person : new DemoStaff[] {DemoStaff.FENNA, DemoStaff.BRAM}) {
            var answer = SenderJourney.expect(200, StaffJourney.signIn(portal, person).browser()
                    .get("/api/staff/retention"));
            assertThat(PortalClient.json(answer).getJsonObject("overdue").getMap().values()).containsOnly(0);
            assertThat(answer.body()).doesNotContain(portal.config().database().password().reveal(), sent.email());
        }
    }

    private static Retained read(Instant now) {
        return new Retention(database, portal.config(), InstantSource.fixed(now)).read().await();
    }
}
