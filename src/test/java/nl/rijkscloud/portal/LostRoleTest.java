package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Access of staff with an open session to their own drafts, transfers and opened links, after they lost their role or
 * account.
 */
final class LostRoleTest {
    private final DemoPortal portal = TestPortal.shared();
    private final NewStaff colleague = new NewStaff(portal);
    private final RecipientJourney letter = new RecipientJourney(portal, colleague.person());

    private PortalClient browser;
    private SendingJourney draft;
    private TusUpload upload;
    private String received;

    @BeforeEach
    void begin() {
        var staff = colleague.signIn();
        browser = staff.browser();
        draft = SendingJourney.begin(staff);
        upload = draft.announce(browser, "brief.txt", 10);
        staff.open(letter.sender().reportLink());
        received = addressedTo(colleague.person().email());
    }

    @Test
    void roleGivesAccessToOwnThings() {
        assertThat(acts()).extracting(HttpResponse::statusCode).doesNotContain(401, 404);
    }

    @Test
    void lostRoleGetsTheSame404Everywhere() {
        colleague.set("roles = '{beheerder}'");

        assertThat(acts()).extracting(HttpResponse::statusCode).containsOnly(404);
    }

    @Test
    void disabledAccountIsSignedOut() {
        colleague.set("disabled_at = now()");

        assertThat(acts()).extracting(HttpResponse::statusCode).containsOnly(401, 404);
        assertThat(browser.get("/api/staff/me").statusCode()).isEqualTo(401);
    }

    /** Every request that owners may make. */
    private List<HttpResponse<String>> acts() {
        var sending = "/api/staff/transfers/" + draft.id();
        var sent = "/api/staff/transfers/" + letter.transfer();
        var recipient = new JsonObject().put("recipient", letter.recipient().toString());
        return Stream.of(
                        draft.read(browser), draft.save(SendingJourney.draft(draft.email())), draft.send(),
                        upload.head(), upload.append(5, new byte[1]), TusUpload.announce(browser, 1L << 40,
                                "filename YS50eHQ=,transfer " + TusUpload.base64(draft.id())),
                        browser.post("/api/transfer/submit?transfer=" + draft.id(), SenderJourney.message()),
                        browser.post(sending + "/extend", new JsonObject().put("until", "2026-01-01T00:00:00Z")),
                        browser.post(sent + "/unlock", recipient),
                        browser.post(sent + "/recipient", recipient.copy().put("mobile", "12")),
                        browser.post("/api/report/recipient?transfer=" + letter.transfer(),
                                recipient.copy().put("secret", "x")),
                        browser.post("/api/staff/transfers", new JsonObject()),
                        browser.post("/api/staff/requests", new JsonObject()), browser.post("/api/staff/requests/csv",
                                new JsonObject()), browser.post("/api/staff/addresses/check", new JsonObject()),
                        browser.get("/api/transfer?transfer=" + received),
                        browser.get("/api/archive?transfer=" + received), upload.delete())
                .toList();
    }

    /** A transfer from an outsider to this address, opened in the browser. */
    private String addressedTo(String email) {
        var sender = new RecipientJourney(portal, colleague.person());
        sender.sql("update transfer set kind = 'submitted', owner_id = null where id = '" + sender.transfer() + "'");
        sender.sql("update recipient set email = '" + email + "', outsider = false, mobile = null where id = '"
                + sender.recipient() + "'");
        SenderJourney.expect(200, browser.post("/api/sessions", SenderJourney.parts(sender.link())));
        return sender.transfer().toString();
    }
}
