package nl.rijkscloud.audit;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of staff's acts on transfers and of outsiders' codes, through the real portal. */
class StaffActsAuditTest {
    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static StaffJourney lotte;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
        lotte = StaffJourney.signIn(portal, DemoStaff.LOTTE);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void aRequestIsIssuedSentAgainAndIssuedForAFurtherAnswer() {
        var request = RequestJourney.ask(portal, lotte, new JsonObject().put("repeat", true));
        request.link(1);
        expect(202, request.resend(lotte));
        expect(200, request.open(request.link(2)));
        request.add("jaarverslag.txt", RecipientJourney.CONTENT);
        request.submit();

        assertThat(lines(request.id())).startsWith(
                "request-issued done staff", "request-resent done staff", "link-opened done upload-link",
                "document-received done upload-link", "transfer-submitted done upload-link");
        assertThat(query("select count(*) from audit_entry where action = 'request-issued' and actor = 'system'"))
                .isEqualTo("1");
    }

    @Test
    void listOfRequestsIsOneLinePerRequest() {
        var csv = "naam;e-mail\nAnna;a-" + UUID.randomUUID() + "@example.org\nBea;b-" + UUID.randomUUID()
                + "@example.org\n";
        var answer = expect(201, lotte.browser().post("/api/staff/requests/csv",
                new JsonObject().put("explanation", "Wilt u ons het jaarverslag sturen?").put("csv", csv)));

        assertThat(PortalClient.json(answer).getJsonArray("ids")).hasSize(2)
                .allSatisfy(id -> assertThat(lines(id.toString())).containsExactly("request-issued done staff"));
    }

    @Test
    void draftIsStartedAndSent() {
        var sending = SendingJourney.begin(lotte);
        sending.add("brief.txt", RecipientJourney.CONTENT);
        expect(200, sending.send());

        assertThat(lines(sending.id()))
                .startsWith("draft-begun done staff", "document-received done staff", "transfer-submitted done staff");
    }

    @Test
    void codesAreRequestedRefusedAcceptedAndUnlocked() {
        var recipient = new RecipientJourney(portal, DemoStaff.LOTTE);
        var code = recipient.code();
        var browser = recipient.browser();
        var wrong = RecipientJourney.otherThan(code);
        expect(429, browser.post("/api/sessions/code/resend", new JsonObject()));
        recipient.guess(browser, wrong);
        recipient.guess(browser, code);
        recipient.forgetPause();
        expect(202, browser.post("/api/sessions/code/resend", new JsonObject()));
        recipient.sql("update recipient set wrong_codes = 9 where id = '" + recipient.recipient() + "'");
        recipient.guess(browser, wrong);
        expect(204, lotte.browser().post(path(recipient) + "/unlock",
                new JsonObject().put("recipient", recipient.recipient().toString())));

        assertThat(of(recipient.recipient())).containsSubsequence(
                "code-requested too-many download-link", "code-entered wrong-code download-link",
                "code-entered done download-link",
                "code-requested done download-link", "code-entered code-locked download-link",
                "code-unlocked done staff");
    }

    @Test
    void numberAndAddressAreCorrected() {
        var recipient = new RecipientJourney(portal, DemoStaff.LOTTE);
        expect(204, lotte.browser().post(path(recipient) + "/recipient", new JsonObject()
                .put("recipient", recipient.recipient().toString()).put("mobile", RecipientJourney.freshMobile())));
        expect(200, lotte.browser().post("/api/sessions", SenderJourney.parts(recipient.sender().reportLink())));
        expect(202, lotte.browser().post("/api/report/recipient?transfer=" + recipient.transfer(), recipient.secret()
                .put("recipient", recipient.recipient().toString()).put("name", "Bea")
                .put("mobile", RecipientJourney.freshMobile())
                .put("email", "juist-" + UUID.randomUUID() + "@example.org")));

        assertThat(of(recipient.recipient()))
                .containsSubsequence("number-changed done staff", "recipient-replaced done staff");
    }

    @Test
    void transferIsViewedSharedExtendedAndWithdrawn() {
        var sent = SenderJourney.begin(portal);
        sent.add("brief.txt", RecipientJourney.CONTENT);
        sent.submit();
        var link = sent.downloadLink();
        var path = "/api/staff/transfers/" + sent.transferId();
        var sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        expect(404, lotte.browser().get(path));
        var dossier = PortalClient.json(expect(200, sanne.browser().get(path)));
        sanne.open(link);
        expect(204, sanne.browser().post(path + "/share", new JsonObject().put("email", DemoStaff.LOTTE.email())));
        expect(204,
                sanne.browser().post(path + "/extend", new JsonObject().put("until", dossier.getString("latestEnd"))));
        expect(204, sanne.browser().post(path + "/withdraw", new JsonObject()));

        assertThat(lines(sent.transferId())).containsSubsequence(
                "transfer-seen not-addressed staff", "transfer-seen done staff", "transfer-shared done staff",
                "transfer-extended done staff",
                "transfer-withdrawn done staff");
    }

    @Test
    void signOutIsOneLine() {
        var sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        var cookie = sanne.browser().cookie();
        expect(200, sanne.browser().post("/api/staff/sign-out", new JsonObject()));
        expect(200, new PortalClient(portal.baseUrl()).post("/api/staff/sign-out", new JsonObject()));

        assertThat(cookie).isNotEmpty();
        assertThat(
                query("select string_agg(e.actor || ' ' || (e.actor_id = s.id) || ' ' || (e.source is not null), ',')"
                + " from audit_entry e, staff s where e.action = 'signed-out' and s.email = '"
                + DemoStaff.SANNE.email() + "'"))
                .isEqualTo("staff true true");
    }

    private static String path(RecipientJourney recipient) {
        return "/api/staff/transfers/" + recipient.transfer();
    }

    private static List<String> lines(String transfer) {
        return select("transfer_id", transfer);
    }

    private static List<String> of(UUID recipient) {
        return select("subject = 'recipient' and subject_id", recipient.toString());
    }

    private static List<String> select(String column, String id) {
        return List.of(query(
                "select string_agg(action || ' ' || result || ' ' || actor, ',' order by seq) from audit_entry where "
                + column + " = '" + id + "'").split(","));
    }

    private static String query(String sql) {
        return TestDatabase.value(portal.config().database(), sql).orElseThrow();
    }
}
