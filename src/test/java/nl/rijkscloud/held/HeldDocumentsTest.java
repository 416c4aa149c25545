package nl.rijkscloud.held;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A beheerder decides about documents while nobody answers at the scanner's address. */
final class HeldDocumentsTest {
    private static final String HELD = "/api/staff/held";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static PortalClient beheerder;

    private SenderJourney sender;
    private JsonObject held;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject().put("scan", new JsonObject().put("kind", "clamd")
                .put("address", "unix:" + folder.resolve("none")).put("hold", "4h").put("notScanned", "hold")));
        beheerder = StaffJourney.signIn(portal, DemoStaff.BRAM).browser();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void send() {
        sender = SenderJourney.begin(portal);
        sender.add("brief.txt", "Geachte inspectie".getBytes());
        await().atMost(PATIENCE).until(() -> list().stream().anyMatch(this::isOurs));
        sender.submit();
        held = list().stream().filter(this::isOurs).findFirst().orElseThrow();
    }

    private static List<JsonObject> list() {
        var found = PortalClient.json(expect(200, beheerder.get(HELD)));
        return found.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private boolean isOurs(JsonObject item) {
        return item.getString("transfer").equals(sender.transfer().getString("id"));
    }

    private int decide(PortalClient who, String decision) {
        return who.post(HELD + "/" + held.getString("id") + "/" + decision, new JsonObject()).statusCode();
    }

    @Test
    void listHasNumberSizeAndReasonAndNoNames() {
        assertThat(held.getString("number")).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(held.getLong("size")).isEqualTo(17);
        assertThat(held.getString("reason")).isEqualTo("away");
        assertThat(held.getString("decision")).isNull();
        assertThat(held.encode()).doesNotContain("brief");
    }

    @Test
    void deliveredDocumentSaysThatItWasNotScannedAndAsksTheRecipient() {
        assertThat(decide(beheerder, "deliver")).isEqualTo(204);

        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(sender.downloadLink());
        var document = SenderJourney.documents(staff.transfer()).getFirst();
        assertThat(document.getBoolean("confirm")).isTrue();
        assertThat(document.getJsonObject("scan").getString("state")).isEqualTo("not-scanned");
        assertThat(document.getJsonObject("scan").getString("reason")).isEqualTo("unreachable");
        assertThat(audit()).isEqualTo("held-delivered");
        assertThat(decide(beheerder, "refuse")).as("it does not wait any more").isEqualTo(404);
    }

    /** A check settles under its first epoch: one that knows of no decision settles nothing. */
    @Test
    void decisionBeginsAnotherEpoch() {
        var vertx = Vertx.vertx();
        var database = Database.open(vertx, portal.config().database());
        var document = UUID.fromString(held.getString("id"));

        var steps = database.inTransaction(tx -> epoch(tx, document)
                .compose(before -> new HeldStore().decide(tx, document, "refuse")
                        .compose(done -> epoch(tx, document)).map(after -> after - before))).await();

        assertThat(steps).isEqualTo(1);
        database.close().compose(closed -> vertx.close()).await();
    }

    private static Future<Long> epoch(SqlClient tx, UUID document) {
        return Database.run(tx, "select epoch from document where id = $1 for update", document)
                .map(rows -> rows.iterator().next().getLong("epoch"));
    }

    @Test
    void refusedDocumentIsNamedToItsSender() {
        assertThat(decide(beheerder, "refuse")).isEqualTo(204);

        var document = SenderJourney.documents(sender.report()).getFirst();
        assertThat(document.getString("state")).isEqualTo("refused");
        assertThat(document.getString("refusal")).isEqualTo("not-scanned");
        assertThat(audit()).isEqualTo("held-refused");
    }

    @Test
    void ofTwoDecisionsAtOnceOneCounts() {
        var other = StaffJourney.signIn(portal, DemoStaff.BRAM).browser();
        var first = CompletableFuture.supplyAsync(() -> decide(beheerder, "deliver"));
        var second = decide(other, "refuse");

        assertThat(List.of(first.join(), second)).containsExactlyInAnyOrder(204, 404);
        assertThat(audit()).isEqualTo(second == 204 ? "held-refused" : "held-delivered");
    }

    @Test
    void nobodyElseSeesOrDecides() {
        for (var person : List.of(DemoStaff.SANNE, DemoStaff.NOOR, DemoStaff.FENNA)) {
            var browser = StaffJourney.signIn(portal, person).browser();
            expect(404, browser.get(HELD));
            assertThat(decide(browser, "deliver")).isEqualTo(404);
        }
        assertThat(decide(sender.browser(), "deliver")).isEqualTo(401);
        assertThat(list()).anyMatch(this::isOurs);
        assertThat(audit()).isEmpty();
        decide(beheerder, "refuse");
    }

    private String audit() {
        return TestDatabase.value(portal.config().database(),
                "select coalesce(string_agg(action, ' ' order by seq), '') from audit_entry"
                        + " where action like 'held-%' and transfer_id = '" + held.getString("transfer") + "'")
                .orElse("");
    }
}
