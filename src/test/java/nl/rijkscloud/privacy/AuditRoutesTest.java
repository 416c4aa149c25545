package nl.rijkscloud.privacy;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The privacy officer reads the audit log. */
final class AuditRoutesTest {
    private static final String PATH = "/api/staff/audit";

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static StaffJourney sanne;
    private static PortalClient officer;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        officer = StaffJourney.signIn(portal, DemoStaff.FENNA).browser();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void eventsOfOneTransferAreFoundByItsId() {
        var request = RequestJourney.ask(portal, sanne);

        assertThat(items(PATH + "?transfer=" + request.id()))
                .filteredOn(item -> !item.getString("action").equals("audit-read"))
                .singleElement().satisfies(item -> assertThat(item.getString("action") + " " + item.getString("actor"))
                        .isEqualTo("request-issued staff"));
        assertThat(items(PATH + "?transfer=" + request.id() + "&action=signed-in")).isEmpty();
    }

    @Test
    void pageStartsAfterThePreviousOne() {
        for (var number = 0; number < 101; number++) {
            RequestJourney.ask(portal, sanne);
        }
        var first = PortalClient.json(expect(200, officer.get(PATH + "?action=request-issued")));
        var second = items(PATH + "?action=request-issued&before=" + first.getLong("next"));

        assertThat(first.getJsonArray("items")).hasSize(100);
        assertThat(second).isNotEmpty()
                .allSatisfy(item -> assertThat(item.getLong("seq")).isLessThan(first.getLong("next")));
    }

    @Test
    void viewingAndExportingAreLogged() {
        var about = UUID.randomUUID();
        items(PATH + "?transfer=" + about);
        expect(200, officer.get(PATH + "/export?transfer=" + about));

        assertThat(actions("transfer_id = '" + about + "' and actor = 'staff' and source is not null"))
                .isEqualTo("audit-read audit-exported");
    }

    @Test
    void exportHasEveryMatchingLineOldestFirst() {
        var answer = expect(200, officer.get(PATH + "/export?action=account-added"));

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/jsonl");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        var lines = answer.body().lines().map(JsonObject::new).toList();
        assertThat(lines).hasSize(DemoStaff.ALL.size())
                .allSatisfy(line -> assertThat(line.getString("action")).isEqualTo("account-added"));
        assertThat(lines).extracting(line -> line.getLong("seq")).isSorted();
    }

    @Test
    void otherRolesGet404AndNothingIsLogged() {
        expect(404, sanne.browser().get(PATH));
        expect(404, sanne.browser().get(PATH + "/export"));
        expect(404, StaffJourney.signIn(portal, DemoStaff.BRAM).browser().get(PATH));
        expect(401, new PortalClient(portal.baseUrl()).get(PATH));

        assertThat(TestDatabase.value(portal.config().database(),
                "select count(*) from audit_entry e, staff s where e.actor_id = s.id"
                + " and e.action like 'audit-%' and s.email <> '" + DemoStaff.FENNA.email() + "'")).contains("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=gisteren", "actor=x", "subject=x", "transfer=1", "action=alles", "before=een"})
    void invalidFilterIsRefused(String filter) {
        expect(422, officer.get(PATH + "?" + filter));
    }

    private static List<JsonObject> items(String path) {
        return PortalClient.json(expect(200, officer.get(path))).getJsonArray("items").stream()
                .map(JsonObject.class::cast).toList();
    }

    private static String actions(String where) {
        return TestDatabase.value(portal.config().database(),
                "select string_agg(action, ' ' order by seq) from audit_entry where " + where).orElseThrow();
    }
}
