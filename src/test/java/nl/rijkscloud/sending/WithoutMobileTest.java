package nl.rijkscloud.sending;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.transfer.Message;
import org.junit.jupiter.api.Test;

/** A recipient without a mobile phone: an outsider like any other, to whom two employees give a code. */
final class WithoutMobileTest {
    private final DemoPortal portal = TestPortal.shared();
    private final StaffJourney sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
    private final SendingJourney sending = SendingJourney.begin(sanne);

    @Test
    void gettingInTakesTheLinkAndACodeThatIsReadOut() throws InterruptedException {
        var mail = send();
        assertThat(mail.text().replace('\n', ' ')).contains("Die code leest een medewerker u voor.")
                .doesNotContain("sms");
        var browser = new PortalClient(portal.baseUrl());
        var opened = json(expect(200, browser.post("/api/sessions", SenderJourney.parts(mail.link().orElseThrow()))));
        assertThat(opened.getString("needs")).isEqualTo("code");
        assertThat(opened.getString("numberEnding")).isNull();
        assertThat(browser.get("/api/transfer").statusCode()).isEqualTo(401);
        assertThat(browser.post("/api/sessions/code/resend", new JsonObject()).statusCode()).isEqualTo(404);

        var path = "/api/staff/transfers/" + sending.id() + "/read-outs";
        expect(204, sanne.browser().post(path, new JsonObject().put("recipient", recipient("id"))));
        var id = json(sanne.browser().get(path)).getJsonArray("items").getJsonObject(0).getString("id");
        expect(204, StaffJourney.signIn(portal, DemoStaff.OMAR).browser()
                .post("/api/staff/read-outs/" + id + "/approve", new JsonObject()));
        var code = json(expect(200, sanne.browser().post(path + "/show", new JsonObject().put("readOut", id))))
                .getString("code");

        expect(200, browser.post("/api/sessions/code", new JsonObject().put("code", code)));
        expect(200, browser.get("/api/transfer"));
    }

    @Test
    void correctedAddressStaysThatOfAnOutsider() throws InterruptedException {
        send();
        var report = confirmation();
        sanne.open(report.link().orElseThrow());
        expect(202, sanne.browser().post("/api/report/recipient?transfer=" + sending.id(), new JsonObject()
                .put("secret", SenderJourney.parts(report.link().orElseThrow()).getString("secret"))
                .put("recipient", recipient("id")).put("email", DemoStaff.LOTTE.email())));

        assertThat(recipient("outsider")).isEqualTo("true");
        assertThat(StaffJourney.signIn(portal, DemoStaff.LOTTE).browser()
                .get("/api/staff/transfers/" + sending.id()).statusCode()).as("an employee of that address")
                .isEqualTo(404);
    }

    @Test
    void numberIsRequiredWhileCodesAreNotReadOut() {
        assertThatThrownBy(() -> Draft.read(draft(), Message.EMPTY, SampleTransfer.CODES))
                .satisfies(failure -> assertThat(((Failure) failure).extras().toString())
                        .contains("recipients.0.mobile", "required"));
        var off = SampleTransfer.CODES;
        var on = new Config.Codes(
                off.lifetime(), off.tries(), off.activation(), off.first(), off.triesPerTransfer(), off.countries(),
                true);
        assertThat(Draft.read(draft(), Message.EMPTY, on).recipients().getFirst().mobile()).isEmpty();
    }

    private Caught send() throws InterruptedException {
        expect(204, sending.save(draft()));
        sending.add("brief.txt", Sample.text(1_000, 1));
        expect(200, sending.send());
        return portal.inbox().await(mail -> mail.to().equals(sending.email()), Duration.ofSeconds(60));
    }

    private Caught confirmation() throws InterruptedException {
        return portal.inbox().await(mail -> mail.to().equals(DemoStaff.SANNE.email())
                && mail.text().contains("/rapportage/") && sanne.opens(mail.link().orElseThrow(), sending.id()),
                Duration.ofSeconds(60));
    }

    private JsonObject draft() {
        return SendingJourney.draft(sending.email()).put("recipients", new JsonArray().add(
                new JsonObject().put("name", "Anna de Vries").put("email", sending.email()).put("mobile", "")));
    }

    private String recipient(String column) {
        return TestDatabase.value(portal.config().database(),
                "select %s::text from recipient where transfer_id = '%s' and replaced_at is null"
                        .formatted(column, UUID.fromString(sending.id()))).orElseThrow();
    }
}
