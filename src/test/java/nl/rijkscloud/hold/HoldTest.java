package nl.rijkscloud.hold;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.transfer.TransferStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The privacy officer holds a transfer; its recipient tries to withdraw it. */
final class HoldTest {
    private static final String HOLDS = "/api/staff/holds";
    private static final Duration FORTY_DAYS = Duration.ofDays(40);

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static PortalClient officer;
    private static PortalClient sanne;

    private SenderJourney sent;
    private String number;
    private Instant usualEnd;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
        officer = StaffJourney.signIn(portal, DemoStaff.FENNA).browser();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE).browser();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void deliver() {
        sent = SenderJourney.begin(portal);
        sent.add("brief.txt", "Geachte inspectie".getBytes());
        sent.submit();
        sent.downloadLink();
        number = dossier(sanne).getString("number");
        usualEnd = end();
    }

    @Test
    void heldTransferIsNotWithdrawnUntilTheHoldIsLifted() {
        var until = usualEnd.plus(FORTY_DAYS);
        var id = hold(until);

        var refused = PortalClient.json(expect(409, withdraw()));
        assertThat(refused.getString("code")).isEqualTo("held");
        assertThat(Instant.parse(refused.getString("until"))).isEqualTo(until);
        assertThat(value("select state from transfer where id = '%s'")).isEqualTo("delivered");

        expect(204, officer.post(HOLDS + "/" + id + "/lift", new JsonObject()));
        expect(204, withdraw());
        expect(404, officer.post(HOLDS + "/" + id + "/lift", new JsonObject()));
    }

    @Test
    void holdMovesTheEndAndLiftingMovesItBack() {
        var id = hold(usualEnd.plus(FORTY_DAYS));
        assertThat(end()).isEqualTo(usualEnd.plus(FORTY_DAYS));

        var other = hold(usualEnd.plus(Duration.ofDays(20)));
        assertThat(end()).as("the new hold replaces the old one").isEqualTo(usualEnd.plus(Duration.ofDays(20)));
        expect(404, officer.post(HOLDS + "/" + id + "/lift", new JsonObject()));

        expect(204, officer.post(HOLDS + "/" + other + "/lift", new JsonObject()));
        assertThat(end()).isEqualTo(usualEnd);
        assertThat(value("select string_agg(kind, ' ' order by id) from event where transfer_id = '%s'"))
                .endsWith("held held hold-lifted");
        assertThat(value("select string_agg(action, ' ' order by seq) from audit_entry where transfer_id = '%s'"
                + " and action like 'hold%%'")).isEqualTo("hold-set hold-set hold-lifted");
    }

    @Test
    void shorterHoldLeavesTheEndWhereItIs() {
        hold(usualEnd.minus(Duration.ofDays(3)));

        assertThat(end()).isEqualTo(usualEnd);
    }

    @Test
    void extensionByStaffOutlivesTheHold() {
        var id = hold(usualEnd.plus(Duration.ofDays(5)));
        var extended = usualEnd.plus(Duration.ofDays(10));
        expect(204, sanne.post(transfer() + "/extend", new JsonObject().put("until", extended.toString())));

        expect(204, officer.post(HOLDS + "/" + id + "/lift", new JsonObject()));

        assertThat(end()).isEqualTo(extended);
    }

    @Test
    void lastDownloadShortensOnlyTheTimeAfterTheHold() {
        var id = hold(usualEnd.plus(FORTY_DAYS));
        var soon = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        var vertx = Vertx.vertx();
        var database = Database.open(vertx, portal.config().database());
        new TransferStore().shorten(database.client(), UUID.fromString(sent.transferId()), soon).await();
        database.close().await();
        vertx.close().await();
        assertThat(end()).isEqualTo(usualEnd.plus(FORTY_DAYS));

        expect(204, officer.post(HOLDS + "/" + id + "/lift", new JsonObject()));

        assertThat(end()).isEqualTo(soon);
    }

    @Test
    void holdEndsWithTheLinksAtTheLatest() {
        var latest = Instant.parse(dossier(sanne).getString("latestEnd"));

        var refused = PortalClient.json(expect(409, set(number, "Bezwaar", latest.plus(Duration.ofDays(1)))));
        assertThat(refused.getString("code")).isEqualTo("beyond-links");
        assertThat(Instant.parse(refused.getString("latestEnd"))).isEqualTo(latest);
        assertThat(end()).isEqualTo(usualEnd);

        hold(latest);
        assertThat(end()).isEqualTo(latest);
    }

    @Test
    void unsentEndedAndUnknownTransfersCannotBeHeld() {
        var open = SenderJourney.begin(portal);
        var unsent = TestDatabase.value(portal.config().database(),
                "select number from transfer where id = '" + open.transfer().getString("id") + "'").orElseThrow();
        assertThat(PortalClient.json(expect(409, set(unsent, "Bezwaar", usualEnd))).getString("code"))
                .isEqualTo("unsent");

        expect(204, withdraw());
        assertThat(PortalClient.json(expect(409, set(number, "Bezwaar", usualEnd))).getString("code"))
                .isEqualTo("transfer-gone");

        expect(404, set("0000-0000", "Bezwaar", usualEnd));
        expect(422, set("geen nummer", "Bezwaar", usualEnd));
        expect(422, set(number, " ", usualEnd));
        expect(422, set(number, "Bezwaar", Instant.now().minusSeconds(60)));
    }

    @Test
    void thoseWhomItConcernsSeeTheReasonAndAnOverseerDoesNot() {
        hold(usualEnd);

        assertThat(dossier(sanne).getJsonObject("hold").getString("reason")).isEqualTo("Bezwaar");
        var overseer = dossier(StaffJourney.signIn(portal, DemoStaff.BRAM).browser()).getJsonObject("hold");
        assertThat(overseer.getString("reason")).isNull();
        assertThat(overseer.getString("by")).isNotEmpty();
        var listed = PortalClient.json(expect(200, officer.get(HOLDS))).getJsonArray("items").getJsonObject(0);
        assertThat(listed.getString("number") + " " + listed.getString("state")).isEqualTo(number + " active");
        expect(404, sanne.get(HOLDS));
        expect(404, sanne.post(HOLDS, request(number, "Bezwaar", usualEnd)));
    }

    private static String hold(PortalClient by, JsonObject request) {
        return PortalClient.json(expect(201, by.post(HOLDS, request))).getString("id");
    }

    private String hold(Instant until) {
        return hold(officer, request(number, "Bezwaar", until));
    }

    private static HttpResponse<String> set(String number, String reason, Instant until) {
        return officer.post(HOLDS, request(number, reason, until));
    }

    private static JsonObject request(String number, String reason, Instant until) {
        return new JsonObject().put("number", number).put("reason", reason).put("until", until.toString());
    }

    private HttpResponse<String> withdraw() {
        return sanne.post(transfer() + "/withdraw", new JsonObject());
    }

    private JsonObject dossier(PortalClient staff) {
        return PortalClient.json(expect(200, staff.get(transfer())));
    }

    private Instant end() {
        return Instant.parse(dossier(sanne).getString("expiresAt"));
    }

    private String transfer() {
        return "/api/staff/transfers/" + sent.transferId();
    }

    private String value(String query) {
        return TestDatabase.value(portal.config().database(), query.formatted(sent.transferId())).orElse("");
    }
}
