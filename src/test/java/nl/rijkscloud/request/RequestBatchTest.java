package nl.rijkscloud.request;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks everybody in a list, each by a link of their own, or nobody. */
final class RequestBatchTest {
    private static final String PATH = "/api/staff/requests/csv";

    private static DemoPortal portal;
    private static StaffJourney sanne;

    private final String domain = UUID.randomUUID() + ".example.org";

    @BeforeAll
    static void signIn() {
        portal = TestPortal.shared();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
    }

    @Test
    void everyPersonInTheListGetsTheirOwnLink() {
        var answer = sanne.browser().post(PATH, list("naam;e-mail\nAnna;anna@%1$s\nBas;bas@%1$s\n"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(PortalClient.json(answer).getJsonArray("ids")).hasSize(2).doesNotHaveDuplicates();
        Awaitility.await()
                .until(() -> portal.inbox().messages().stream().filter(mail -> mail.to().endsWith(domain))
                        .count() == 2);
        assertThat(portal.inbox().messages().stream().filter(mail -> mail.to().endsWith(domain))
                .map(mail -> mail.link().orElseThrow()))
                .doesNotHaveDuplicates();
    }

    @Test
    void checkReportsEveryMistakeAndSendsNothing() {
        var answer = sanne.browser().post(PATH + "?check=true",
                list("naam;e-mail;organisatie\nAnna;anna@%1$s;Zorg\nBas;bas@%1$s;\nBas;BAS@%1$s;\n")
                        .put("deadline", "morgen"));

        assertThat(answer.statusCode()).isEqualTo(200);
        var json = PortalClient.json(answer);
        assertThat(json.getJsonArray("rows").getJsonObject(0)).isEqualTo(new JsonObject()
                .put("line", 2).put("name", "Anna").put("email", "anna@" + domain).put("organisation", "Zorg")
                .put("known", false).putNull("similarTo"));
        assertThat(json.getJsonArray("errors")).isEqualTo(new JsonArray()
                .add(new JsonObject().put("field", "deadline").put("code", "invalid"))
                .add(new JsonObject().put("line", 4).put("field", "to.email").put("code", "duplicate")
                        .put("firstLine", 3)));
        assertThat(asked()).isEqualTo("0");
    }

    @Test
    void oneMistakeStopsTheWholeList() {
        var answer = sanne.browser().post(PATH, list("naam;e-mail\nAnna;anna@%1$s\n;bas@%1$s\n"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(RequestTest.mistakes(answer.body())).containsEntry("to.name", "required");
        assertThat(asked()).isEqualTo("0");
    }

    @Test
    void wholeListIsAskedInOneTransaction() {
        var answer = sanne.browser().post(PATH, list(RequestListTest.rows(500).replace("voorbeeld.nl", "%1$s"))
                .put("explanation", "é".repeat(4000)));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(asked()).isEqualTo("500");
        // Their mails would keep this portal busy for the tests that follow.
        TestDatabase.sql(portal.config()
                .database(), "delete from outbox where state = 'waiting' and recipient like '%@" + domain + "'");
    }

    @Test
    void listKnowsWhoHasAnsweredAndOnlyItsReadersSeeIt() {
        var answer = json(expect(201, sanne.browser().post(PATH, list("naam;e-mail\nAnna;anna@%1$s\nBas;bas@%1$s\n")
                .put("reference", "Lijst 7"))));
        var batch = answer.getString("batch");
        TestDatabase.sql(portal.config().database(), "update request set answered_at = now() where transfer_id = '"
                + answer.getJsonArray("ids").getString(0) + "'");

        var read = json(expect(200, sanne.browser().get("/api/staff/batches/" + batch)));
        assertThat(read.getInteger("people")).isEqualTo(2);
        assertThat(read.getInteger("answered")).isEqualTo(1);
        assertThat(read.getString("reference")).isEqualTo("Lijst 7");
        assertThat(json(sanne.browser().get("/api/staff/batches")).encode()).contains(batch);
        var waiting = json(expect(200, sanne.browser().get("/api/staff/transfers?tab=waiting&batch=" + batch)))
                .getJsonArray("items");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.getJsonObject(0).getString("id")).isEqualTo(answer.getJsonArray("ids").getString(1));
        assertThat(waiting.getJsonObject(0).getString("reference")).isEqualTo("Lijst 7");

        var lotte = StaffJourney.signIn(portal, DemoStaff.LOTTE);
        expect(404, lotte.browser().get("/api/staff/batches/" + batch));
        assertThat(json(lotte.browser().get("/api/staff/batches")).encode()).doesNotContain(batch);
        assertThat(json(lotte.browser().get("/api/staff/transfers?batch=" + batch)).getJsonArray("items")).isEmpty();
        expect(422, sanne.browser().get("/api/staff/transfers?batch=x"));
    }

    private JsonObject list(String csv) {
        return new JsonObject().put("explanation", "Wilt u ons het jaarverslag sturen?")
                .put("csv", csv.formatted(domain));
    }

    private String asked() {
        return TestDatabase.value(portal.config()
                .database(), "select count(*) from transfer where sender_email ilike '%@" + domain + "'")
                .orElseThrow();
    }
}
