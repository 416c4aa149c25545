package nl.rijkscloud.opening;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders can correct a number and an address and unlock a recipient; nobody else can. */
final class CorrectionRoutesTest {
    private static final DemoPortal PORTAL = TestPortal.shared();
    private static final PortalClient LOTTE = StaffJourney.signIn(PORTAL, DemoStaff.LOTTE).browser();
    private static final PortalClient OMAR = StaffJourney.signIn(PORTAL, DemoStaff.OMAR).browser();

    private final RecipientJourney recipient = new RecipientJourney(PORTAL, DemoStaff.LOTTE);

    @Test
    void correctedNumberInvalidatesTheCodeOnTheOldPhone() {
        var code = recipient.code();
        var opened = recipient.browser();
        assertThat(recipient.guess(opened, code).statusCode()).isEqualTo(200);
        var browser = recipient.browser();
        var next = RecipientJourney.freshMobile();

        assertThat(number(LOTTE, next).statusCode()).isEqualTo(204);

        assertThat(code(recipient.guess(browser, code))).isEqualTo("code-unusable");
        assertThat(code(opened.get("/api/transfer"))).isEqualTo("code-required");
        assertThat(PortalClient.json(browser.post("/api/sessions/code/resend", new JsonObject()))
                .getString("numberEnding"))
                .isEqualTo(next.substring(10));
        assertThat(recipient.guess(browser, recipient.sms(next).code().orElseThrow()).statusCode()).isEqualTo(200);
        assertThat(events()).contains("number-changed");
    }

    @Test
    void onlyTheSenderUnlocksARecipient() {
        recipient.code();
        recipient.sql("update recipient set wrong_codes = 10 where id = '" + recipient.recipient() + "'");
        var browser = recipient.browser();
        assertThat(code(recipient.guess(browser, recipient.code()))).isEqualTo("code-locked");
        assertThat(code(browser.post("/api/sessions/code/resend", new JsonObject()))).isEqualTo("code-locked");
        assertThat(unlock(OMAR).statusCode()).isEqualTo(404);

        assertThat(unlock(LOTTE).statusCode()).isEqualTo(204);

        assertThat(browser.post("/api/sessions/code/resend", new JsonObject()).statusCode()).isEqualTo(202);
        assertThat(events()).contains("unlocked");
    }

    @Test
    void everybodyElseGetsTheSame404() {
        var nobody = new PortalClient(PORTAL.baseUrl());
        var elsewhere = new RecipientJourney(PORTAL, DemoStaff.OMAR);

        assertThat(code(number(nobody, RecipientJourney.freshMobile()))).isEqualTo("sign-in-required");
        assertThat(number(OMAR, RecipientJourney.freshMobile()).statusCode()).isEqualTo(404);
        assertThat(post(LOTTE, recipient.transfer(), "recipient", elsewhere.recipient(), RecipientJourney.freshMobile())
                .statusCode()).isEqualTo(404);
        assertThat(post(LOTTE, recipient.transfer(), "unlock", elsewhere.recipient(), null).statusCode())
                .isEqualTo(404);
        assertThat(post(LOTTE, UUID.randomUUID(), "unlock", recipient.recipient(), null).statusCode()).isEqualTo(404);
        assertThat(events()).doesNotContain("number-changed", "unlocked");
    }

    @ParameterizedTest
    @CsvSource({"'', required", "12, mobile", "088-1205000, mobile", "+90 532 123 45 67, country",
            "+1 202 555 0123, country"})
    void onlyMobileNumbersOfAllowedCountriesGetCodes(String typed, String code) {
        assertThat(errors(number(LOTTE, typed)))
                .containsExactly(new JsonObject().put("field", "mobile").put("code", code));
    }

    @Test
    void numberOfCorrectionsIsLimited() {
        for (var time = 0; time < 5; time++) {
            assertThat(number(LOTTE, RecipientJourney.freshMobile()).statusCode()).isEqualTo(204);
        }
        assertThat(code(number(LOTTE, RecipientJourney.freshMobile()))).isEqualTo("too-many-requests");
    }

    @Test
    void wrongAddressIsCorrectedWithTheReportLinkAndASignIn() {
        var code = recipient.code();
        var old = recipient.browser();
        var owner = ownerWithReport();
        var email = "juist-" + UUID.randomUUID() + "@example.org";
        var mobile = RecipientJourney.freshMobile();

        var answer =
                readdress(owner, new JsonObject().put("email", email).put("name", "Bea Jansen").put("mobile", mobile));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(code(recipient.guess(old, code))).isEqualTo("not-found");
        assertThat(code(old.get("/api/transfer"))).isEqualTo("not-found");
        var browser = new PortalClient(PORTAL.baseUrl());
        var link = recipient.mail(email).link().orElseThrow();
        assertThat(PortalClient.json(browser.post("/api/sessions", SenderJourney.parts(link))).getString("needs"))
                .isEqualTo("code");
        assertThat(recipient.guess(browser, recipient.sms(mobile).code().orElseThrow()).statusCode()).isEqualTo(200);
        var report = PortalClient.json(owner.get("/api/report?transfer=" + recipient.transfer()));
        assertThat(report.getJsonObject("contact").getString("email")).isEqualTo(email);
        assertThat(report.getJsonArray("recipients")).hasSize(1);
        assertThat(report.getJsonArray("events").stream().map(JsonObject.class::cast)
                .filter(event -> event.getString("kind").equals("recipient-changed")))
                .singleElement().satisfies(event -> assertThat(event.getString("to")).isEqualTo(email));
    }

    @Test
    void reportLinkAloneSendsNothingOutside() {
        var body = new JsonObject().put("email", "dief@example.org").put("mobile", RecipientJourney.freshMobile());

        assertThat(code(readdress(recipient.sender().browser(), body))).isEqualTo("sign-in-required");
        SenderJourney.expect(200, OMAR.post("/api/sessions", SenderJourney.parts(recipient.sender().reportLink())));
        assertThat(code(readdress(OMAR, body))).isEqualTo("not-found");
        assertThat(code(readdress(LOTTE, body.copy().put("secret", "x")))).isEqualTo("not-found"); // has not opened it
        assertThat(events()).doesNotContain("recipient-changed");
    }

    @Test
    void submittedTransfersAreSharedWithinTheOrganisationOnly() {
        recipient.sql(
                "update transfer set kind = 'submitted', owner_id = null where id = '" + recipient.transfer() + "'");
        recipient.sql("update recipient set outsider = false, mobile = null, email = 'l.visser@igj.nl' where id = '"
                + recipient.recipient() + "'");
        var sender = recipient.sender().browser();

        assertThat(errors(readdress(sender, new JsonObject().put("email", "bea@example.org"))))
                .containsExactly(new JsonObject().put("field", "email").put("code", "domain"));
        assertThat(readdress(sender, new JsonObject().put("email", "o.yilmaz@igj.nl").put("mobile", "0612345678"))
                .statusCode()).isEqualTo(202);

        assertThat(recipient.mail("o.yilmaz@igj.nl").subject()).startsWith("Documenten ontvangen van");
    }

    private PortalClient ownerWithReport() {
        SenderJourney.expect(200, LOTTE.post("/api/sessions", SenderJourney.parts(recipient.sender().reportLink())));
        return LOTTE;
    }

    private HttpResponse<String> readdress(PortalClient browser, JsonObject body) {
        return browser.post(
                "/api/report/recipient?transfer=" + recipient.transfer(),
                recipient.secret().put("recipient", recipient.recipient().toString()).mergeIn(body));
    }

    private HttpResponse<String> number(PortalClient browser, String mobile) {
        return post(browser, recipient.transfer(), "recipient", recipient.recipient(), mobile);
    }

    private HttpResponse<String> unlock(PortalClient browser) {
        return post(browser, recipient.transfer(), "unlock", recipient.recipient(), null);
    }

    private static HttpResponse<String> post(PortalClient browser, UUID transfer, String act, UUID recipient,
            String mobile) {
        return browser.post(
                "/api/staff/transfers/" + transfer + "/" + act,
                new JsonObject().put("recipient", recipient.toString()).put("mobile", mobile));
    }

    private String events() {
        return SenderJourney.expect(200,
                recipient.sender().browser().get("/api/report?transfer=" + recipient.transfer())).body();
    }

    private static List<JsonObject> errors(HttpResponse<String> answer) {
        return PortalClient.json(answer).getJsonArray("errors").stream().map(JsonObject.class::cast).toList();
    }

    private static String code(HttpResponse<String> answer) {
        return PortalClient.json(answer).getString("code");
    }
}
