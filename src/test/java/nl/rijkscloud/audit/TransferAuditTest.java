package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sending from the first form to the last download, with some refused attempts, through the real portal. */
class TransferAuditTest {
    private static final String NAME = "Jaarrekening geheim.txt";

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static SenderJourney sender;
    private static List<String> secrets;
    private static String transfer;

    @BeforeAll
    static void goAllTheWay() {
        portal = TestPortal.start(folder, new JsonObject());
        var stranger = new PortalClient(portal.baseUrl());
        stranger.post("/api/sessions", new JsonObject().put("link", "AAAAAAAAAAAAAAAAAAAAAA").put("secret", "x"));
        signIn(stranger, "iemand@igj.nl", "helemaal niet het goede");
        signIn(stranger, DemoStaff.SANNE.email(), "helemaal niet het goede");
        stranger.post("/api/staff/code", new JsonObject().put("code", "000000"));

        sender = SenderJourney.begin(portal);
        transfer = sender.transfer().getString("id");
        sender.add(NAME, "inhoud van het stuk".getBytes(StandardCharsets.UTF_8));
        sender.awaitChecked();
        sender.submit();
        sender.report();
        var download = sender.downloadLink();
        var sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        sanne.open(download);
        sanne.download(SenderJourney.documents(sanne.transfer()).getFirst());
        var lotte = StaffJourney.signIn(portal, DemoStaff.LOTTE);
        lotte.open(download);
        lotte.browser().get("/api/transfer");
        sender.browser().post("/api/report/reissue", new JsonObject().put("secret", secret(sender.reportLink())));
        sender.browser().post("/api/report/reissue", new JsonObject().put("secret", "nee"));
        secrets = new ArrayList<>(List.of(
                NAME, "Jaarrekening", "inhoud van", "Jaarstukken", "2026-114", "bijlagen", "Jan de Vries",
                sender.email(), "Meldpunt", DemoStaff.SANNE.email(), DemoStaff.SANNE.mobile(),
                DemoStaff.SANNE.password(), "helemaal niet", "iemand", "Zorg & Co",
                secret(sender.uploadLink()), secret(sender.reportLink()), secret(download),
                sender.browser().cookie().substring("__Host-session=".length()),
                sanne.browser().cookie().substring("__Host-session=".length())));
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> lines().contains("document-downloaded done staff"));
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void everyActIsLogged() {
        assertThat(lines()).contains(
                "account-added done operator", "department-added done operator", "department-joined done operator",
                "transfer-begun done nobody", "link-opened done upload-link", "transfer-submitted done upload-link",
                "transfer-delivered done system", "link-opened done report-link", "report-read done report-link",
                "password-checked done nobody", "signed-in done staff", "link-opened done download-link",
                "transfer-opened done staff",
                "document-downloaded done staff", "link-reissued done report-link");
    }

    @Test
    void everyRefusalIsLogged() {
        assertThat(lines()).contains(
                "link-opened unusable-link nobody", "password-checked unknown-account nobody",
                "password-checked wrong-password nobody",
                "transfer-opened not-addressed staff", "link-reissued unusable-link report-link");
    }

    @Test
    void historyOfATransferIsFoundByItsId() {
        assertThat(query(
                "select string_agg(action, ' ' order by seq) from audit_entry where transfer_id = '" + transfer + "'"
                        + " and result = 'done' and action not in ('report-read', 'link-opened', 'transfer-opened')"))
                .isEqualTo("transfer-begun document-received transfer-submitted transfer-delivered "
                        + "document-download-begun document-downloaded link-reissued");
    }

    @Test
    void networkActsHaveTheirSource() {
        assertThat(query("select count(*) from audit_entry where source is null and actor not in ('operator', "
                + "'system')")).isEqualTo("0");
        assertThat(query("select count(*) from audit_entry where source = '127.0.0.1' or source like '0:0:0:0:%'"))
                .isNotEqualTo("0");
    }

    @Test
    void logHoldsNoSecretNameOrText() {
        var all = query("select string_agg(t::text, ' ') from (select e::text as t from audit_entry e union all"
                + " select m::text from audit_mark m union all select y::text from audit_tally y) as x");

        assertThat(all).contains(transfer); // guards against an empty log
        assertThat(secrets).allSatisfy(secret -> assertThat(all).doesNotContainIgnoringCase(secret));
    }

    @Test
    void logVerifies() throws Exception {
        var vertx = Vertx.vertx();
        var database = Database.open(vertx, portal.config().database());
        try {
            var keys = TestPurposeKeys.of(portal.config());
            assertThat(new AuditVerifier(database, keys).verify(Optional.empty()).await().flaws()).isEmpty();
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }

    private static void signIn(PortalClient browser, String email, String password) {
        assertThat(browser.post("/api/staff/sign-in", new JsonObject().put("email", email).put("password", password))
                .statusCode())
                .isEqualTo(401);
    }

    private static String secret(String link) {
        return link.substring(link.indexOf('#') + 1);
    }

    private static List<String> lines() {
        return List.of(query("select string_agg(action || ' ' || result || ' ' || actor, ',' order by seq) from "
                + "audit_entry").split(","));
    }

    private static String query(String sql) {
        return TestDatabase.value(portal.config().database(), sql).orElseThrow();
    }
}
