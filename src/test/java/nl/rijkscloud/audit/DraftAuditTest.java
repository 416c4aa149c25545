package nl.rijkscloud.audit;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
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

/** The log records steps before a transfer is sent, and refusals to staff, without repeating them. */
class DraftAuditTest {
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
    void changedRecipientsOfADraftAreALineAndChangedTextIsNone() {
        var sending = SendingJourney.begin(lotte);
        expect(204, sending.save(SendingJourney.draft(sending.email()).put("text", "Anders")));
        assertThat(times(sending.id(), "draft-readdressed")).isZero();

        expect(204, sending.save(SendingJourney.draft("b-" + sending.email())));
        assertThat(lines(sending.id()))
                .containsExactly("draft-begun done staff true", "draft-readdressed done staff true");
        var otherNumber = SendingJourney.draft("b-" + sending.email());
        otherNumber.getJsonArray("recipients").getJsonObject(0).put("mobile", RecipientJourney.freshMobile());
        expect(204, sending.save(otherNumber));

        assertThat(times(sending.id(), "draft-readdressed")).isEqualTo(2);
    }

    @Test
    void documentEventsAreCountedAndDoNotFillTheLog() {
        var asked = RequestJourney.ask(portal, lotte).opened();
        var gone = asked.add("een.txt", "Een.".getBytes());
        asked.add("twee.txt", "Twee.".getBytes());
        asked.add("drie.png", "Geen beeld.".getBytes());
        expect(204, gone.delete());
        await().atMost(Duration.ofSeconds(60)).until(() -> times(asked.id(), "document-checked") == 1);

        assertThat(times(asked.id(), "document-received")).as("not of the one that is refused at its beginning")
                .isEqualTo(2);
        assertThat(times(asked.id(), "document-removed")).isEqualTo(1);
        assertThat(lines(asked.id())).contains(
                "document-received done upload-link true", "document-removed done upload-link true",
                "document-checked not-accepted system false");
        assertThat(lines(asked.id()).stream().filter(line -> line.startsWith("document-received")).count())
                .as("one at once, and perhaps one more when a minute began meanwhile").isBetween(1L, 2L);
    }

    @Test
    void requestWithoutTheLinkIsLoggedAsRefused() {
        var sent = SenderJourney.begin(portal);
        sent.add("brief.txt", "Brief".getBytes());
        sent.submit();
        sent.downloadLink();
        var sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        var path = "/api/staff/transfers/" + sent.transferId();
        expect(409, sanne.browser().post(path + "/share", new JsonObject().put("email", DemoStaff.OMAR.email())));
        expect(409, sanne.browser().post(path + "/resend", new JsonObject().put("recipient", sent.transferId())));

        assertThat(lines(sent.transferId()))
                .contains("transfer-shared link-needed staff true", "link-reissued link-needed staff true");
    }

    @Test
    void requestWithoutTheRoleIsLoggedAsRefused() {
        var before = roles(DemoStaff.OMAR);
        var omar = StaffJourney.signIn(portal, DemoStaff.OMAR);
        expect(404, omar.browser().get("/api/staff/audit"));
        expect(404, omar.browser().get("/api/staff/queues"));
        expect(404, omar.browser().get("/api/staff/transfers?view=all"));

        // Repetitions are written down every second.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(roles(DemoStaff.OMAR) - before).isEqualTo(3));
        var sent = SenderJourney.begin(portal);
        sent.add("brief.txt", "Brief".getBytes());
        sent.submit();
        var bram = StaffJourney.signIn(portal, DemoStaff.BRAM);
        bram.browser().post("/api/sessions", SenderJourney.parts(sent.downloadLink()));
        expect(404, bram.browser().get("/api/transfer"));

        assertThat(lines(sent.transferId())).contains("transfer-opened missing-role staff true");
    }

    /** Includes tallied events that have no line yet: the first event of each minute gets a line at once. */
    private static long times(String transfer, String action) {
        return count("transfer_id = '" + transfer + "' and action = '" + action + "'");
    }

    private static long roles(DemoStaff person) {
        return count("action = 'role-checked' and result = 'missing-role' and actor_id = (select id from staff where "
                + "email = '" + person.email() + "')");
    }

    private static long count(String which) {
        return Long.parseLong(query("select (select count(*) filter (where unit is null) + coalesce(sum(number), 0) "
                + "from audit_entry where " + which
                + ") + (select coalesce(sum(times - 1), 0) from audit_tally where " + which + ")"));
    }

    private static List<String> lines(String transfer) {
        return List.of(query("select string_agg(action || ' ' || result || ' ' || actor || ' ' || (source is not "
                + "null), ',' order by seq)"
                + " from audit_entry where transfer_id = '" + transfer + "'").split(","));
    }

    private static String query(String sql) {
        return TestDatabase.value(portal.config().database(), sql).orElseThrow();
    }
}
