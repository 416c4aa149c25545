package nl.rijkscloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members of a department share templates; nobody else reads, replaces or removes them. */
final class TemplatesTest {
    private static final String PATH = "/api/staff/templates";
    private static final String MELDPUNT = "meldpunt@igj.nl";

    private static DemoPortal portal;
    private static PortalClient sanne;
    private static PortalClient omar;
    private static PortalClient lotte;

    @BeforeAll
    static void signIn() {
        portal = TestPortal.shared();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE).browser();
        omar = StaffJourney.signIn(portal, DemoStaff.OMAR).browser();
        lotte = StaffJourney.signIn(portal, DemoStaff.LOTTE).browser();
    }

    @Test
    void memberSavesATemplateThatColleaguesUseAndReplace() {
        var name = name();
        SenderJourney.expect(204, sanne.post(PATH, request(name, "Graag het jaarverslag.")));

        var found = named(omar, name).getFirst();
        assertThat(found.getString("explanation")).isEqualTo("Graag het jaarverslag.");
        assertThat(found.getJsonArray("items").getJsonObject(0).getString("title")).isEqualTo("Jaarverslag 2025");
        assertThat(found.getString("changedBy")).isEqualTo("Sanne Bakker");
        SenderJourney.expect(204, omar.post(PATH, request(name.toUpperCase(java.util.Locale.ROOT), "Anders.")));
        assertThat(named(sanne, name)).singleElement().satisfies(one -> {
            assertThat(one.getString("explanation")).isEqualTo("Anders.");
            assertThat(one.getString("changedBy")).isEqualTo("Omar Yilmaz");
        });
    }

    @Test
    void outsiderToTheDepartmentNeitherReadsSavesNorRemoves() {
        var name = name();
        SenderJourney.expect(204, sanne.post(PATH, request(name, "Graag.")));
        var id = named(sanne, name).getFirst().getString("id");

        assertThat(named(lotte, name)).isEmpty();
        SenderJourney.expect(404, lotte.post(PATH, request(name, "Van buiten.")));
        SenderJourney.expect(404, lotte.post(PATH + "/" + id + "/removal", new JsonObject()));
        assertThat(named(omar, name).getFirst().getString("explanation")).isEqualTo("Graag.");
        SenderJourney.expect(204, omar.post(PATH + "/" + id + "/removal", new JsonObject()));
        SenderJourney.expect(404, omar.post(PATH + "/" + id + "/removal", new JsonObject()));
        assertThat(named(sanne, name)).isEmpty();
    }

    @Test
    void messageAndRequestMayHaveTheSameName() {
        var name = name();
        SenderJourney.expect(204, sanne.post(PATH, request(name, "Graag.")));
        SenderJourney.expect(204, sanne.post(PATH, new JsonObject().put("department", MELDPUNT).put("kind", "message")
                .put("name", name).put("subject", "Rapport").put("text", "Bijgaand het rapport.")));

        assertThat(named(sanne, name)).extracting(one -> one.getString("kind"))
                .containsExactlyInAnyOrder("request", "message");
    }

    @Test
    void everyMistakeIsNamed() {
        assertThat(errors(new JsonObject().put("department", MELDPUNT).put("kind", "request")
                .put("items", new JsonArray().add(new JsonObject()))))
                .containsExactly("name required", "explanation required", "items.0.title required");
        assertThat(errors(request("x".repeat(81), "Graag.").put("kind", "letter")))
                .containsExactly("name too-long", "kind invalid");
    }

    @Test
    void departmentHasAHundredAtMost() {
        TestDatabase.sql(portal.config().database(),
                "insert into department (email, name) values ('vol@igj.nl', 'Vol')");
        TestDatabase.sql(portal.config().database(), """
                insert into department_member (department_email, staff_id)
                select 'vol@igj.nl', id from staff where email = 'l.visser@igj.nl'""");
        IntStream.range(0, 100).forEach(i -> TestDatabase.sql(portal.config().database(), """
                insert into template (id, department, kind, name, content, changed_at)
                values (gen_random_uuid(), 'vol@igj.nl', 'request', 'Sjabloon %d', '{}', now())""".formatted(i)));

        var one = request("Sjabloon 100", "Graag.").put("department", "vol@igj.nl");
        assertThat(errors(lotte, one)).containsExactly("name too-many");
        SenderJourney.expect(204, lotte.post(PATH, one.copy().put("name", "sjabloon 7")));
        TestDatabase.sql(portal.config().database(), "delete from department where email = 'vol@igj.nl'");
        assertThat(PortalClient.json(lotte.get(PATH)).getJsonArray("items")).isEmpty();
    }

    @Test
    void savingAndRemovingAreInTheLog() {
        var name = name();
        SenderJourney.expect(204, sanne.post(PATH, request(name, "Graag.")));
        SenderJourney.expect(204, sanne.post(
                PATH + "/" + named(sanne, name).getFirst().getString("id") + "/removal", new JsonObject()));

        assertThat(TestDatabase.value(portal.config().database(), """
                select string_agg(action, ' ' order by seq) from (
                    select * from audit_entry where action like 'template-%' order by seq desc limit 2) newest"""))
                .contains("template-saved template-removed");
    }

    private static String name() {
        return "Sjabloon " + UUID.randomUUID();
    }

    private static JsonObject request(String name, String explanation) {
        return new JsonObject().put("department", MELDPUNT).put("kind", "request").put("name", name)
                .put("explanation", explanation).put("items", new JsonArray().add(
                        new JsonObject().put("title", "Jaarverslag 2025").put("explanation", "")));
    }

    private static List<JsonObject> named(PortalClient browser, String name) {
        return PortalClient.json(SenderJourney.expect(200, browser.get(PATH))).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("name").equalsIgnoreCase(name))
                .toList();
    }

    private static List<String> errors(JsonObject form) {
        return errors(sanne, form);
    }

    private static List<String> errors(PortalClient browser, JsonObject form) {
        return PortalClient.json(SenderJourney.expect(422, browser.post(PATH, form))).getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .map(error -> error.getString("field") + " " + error.getString("code"))
                .toList();
    }
}
