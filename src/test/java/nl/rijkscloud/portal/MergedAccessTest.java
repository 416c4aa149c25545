package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/**
 * Attacks the one statement that reads session, grant, recipient and account. Without one of its conditions somebody
 * reads documents to whom they are not addressed.
 */
final class MergedAccessTest {
    private final DemoPortal portal = TestPortal.shared();
    private final NewStaff colleague = new NewStaff(portal);
    private final RecipientJourney letter = new RecipientJourney(portal, colleague.person());

    @Test
    void theCodeOpensTheDocuments() {
        assertThat(statuses(withCode())).containsOnly(200);
    }

    @Test
    void theCookieOfAnotherSessionOpensNothing() {
        withCode();
        var other = new RecipientJourney(portal, colleague.person());
        var stranger = other.browser();
        SenderJourney.expect(200, other.guess(stranger, other.code()));

        assertThat(statuses(stranger)).containsOnly(404);
        assertThat(statuses(new PortalClient(portal.baseUrl()))).containsOnly(404);
    }

    @Test
    void theCookieFromBeforeTheCodeOpensNothing() {
        var browser = letter.browser();
        var before = browser.withSameCookie();
        SenderJourney.expect(200, letter.guess(browser, letter.code()));

        assertThat(statuses(before)).containsOnly(404);
        assertThat(statuses(browser)).containsOnly(200);
    }

    @Test
    void aSessionThatEndedIsIdleOrTooOldOpensNothing() {
        for (var end : List.of(
                "expires_at = now() - interval '1 second'", "seen_at = now() - interval '400 days'",
                "replaced_until = now() - interval '1 second'")) {
            var browser = withCode();
            sql("update session set " + end + " where id in (select session_id from session_grant where transfer_id = '"
                    + letter.transfer() + "')");

            assertThat(statuses(browser)).as(end).containsOnly(404);
            sql("delete from session where id in (select session_id from session_grant where transfer_id = '"
                    + letter.transfer() + "')");
        }
    }

    @Test
    void anExpiredLinkOpensNothing() {
        var browser = withCode();
        sql("update link set expires_at = now() - interval '1 second' where transfer_id = '" + letter.transfer() + "'");

        assertThat(statuses(browser)).containsOnly(404);
    }

    @Test
    void aTransferWhoseTimeIsOverOpensNothing() {
        var browser = withCode();
        sql("update transfer set expires_at = now() - interval '1 second' where id = '" + letter.transfer() + "'");

        assertThat(statuses(browser)).containsOnly(404);
    }

    @Test
    void aDestroyedTransferOpensNothing() {
        var browser = withCode();
        sql("update transfer set share = null where id = '" + letter.transfer() + "'");

        assertThat(statuses(browser)).containsOnly(404);
    }

    @Test
    void aRecipientWhoWasReplacedGetsNothing() {
        var browser = withCode();
        sql("update recipient set replaced_at = now() where id = '" + letter.recipient() + "'");

        assertThat(statuses(browser)).containsOnly(404);
    }

    @Test
    void aCodeThatWasTakenBackIsAskedForAgain() {
        var browser = withCode();
        sql("update session_grant set code_at = null where transfer_id = '" + letter.transfer() + "'");

        assertThat(statuses(browser)).containsOnly(401);
    }

    @Test
    void aSignInIsNoCodeAndACodeIsNoSignIn() {
        var signedIn = colleague.signIn();
        signedIn.open(letter.link());
        assertThat(statuses(signedIn.browser())).containsOnly(401);

        var browser = withCode();
        sql("update recipient set outsider = false, mobile = null where id = '" + letter.recipient() + "'");
        assertThat(statuses(browser)).containsOnly(401);
        assertThat(statuses(signedIn.browser())).as("a colleague to whom nothing was addressed").containsOnly(404);
    }

    @Test
    void onlyTheAddressedColleagueReadsATransferToStaff() {
        var signedIn = colleague.signIn();
        signedIn.open(letter.link());
        var address = colleague.person().email().toUpperCase(Locale.ROOT);
        sql("update recipient set outsider = false, mobile = null, email = '" + address + "' where id = '"
                + letter.recipient() + "'");
        assertThat(statuses(signedIn.browser())).containsOnly(200);

        colleague.set("roles = '{beheerder}'");
        assertThat(statuses(signedIn.browser())).containsOnly(404);
        colleague.set("roles = '{medewerker}', disabled_at = now()");
        assertThat(statuses(signedIn.browser())).containsOnly(401);
    }

    /** Retention empties them one day, and a number may be missing: no permission follows from that. */
    @Test
    void emptiedPersonalColumnsChangeNobodysAccess() {
        var browser = withCode();
        var signedIn = colleague.signIn();
        signedIn.open(letter.link());
        sql("update recipient set name = '', mobile = null, email = '" + colleague.person().email() + "' where id = '"
                + letter.recipient() + "'");
        sql("update transfer set sender_name = '', sender_organisation = null, sender_phone = null, contact_name = '' "
                + "where id = '" + letter.transfer() + "'");

        assertThat(statuses(browser)).as("the outsider who has entered the code").containsOnly(200);
        assertThat(statuses(signedIn.browser())).as("an employee with the same address").containsOnly(401);
        var fresh = new PortalClient(portal.baseUrl());
        var opened = fresh.post("/api/sessions", SenderJourney.parts(letter.link()));
        assertThat(PortalClient.json(opened).getString("needs")).as("a link whose code cannot be sent")
                .isEqualTo("code");
        assertThat(statuses(fresh)).containsOnly(401);
    }

    private PortalClient withCode() {
        var browser = letter.browser();
        sql("update session_grant set code_at = now() where transfer_id = '" + letter.transfer() + "'");
        return browser;
    }

    private List<Integer> statuses(PortalClient browser) {
        var transfer = "?transfer=" + letter.transfer();
        var document = TestDatabase.value(portal.config().database(),
                "select id from document where transfer_id = '" + letter.transfer() + "'").orElseThrow();
        return Stream.of("/api/transfer" + transfer, "/api/archive" + transfer, "/api/documents/" + document)
                .map(path -> browser.get(path).statusCode()).toList();
    }

    private void sql(String statement) {
        TestDatabase.sql(portal.config().database(), statement);
    }
}
