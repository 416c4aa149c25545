package nl.rijkscloud.contact;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;

/** A contact of no other test, and those who look at it: Sanne and Omar are colleagues, Lotte is in no department. */
final class ContactFixture {
    static final String PATH = "/api/staff/contacts";
    static final String MELDPUNT = "meldpunt@igj.nl";

    static final DemoPortal PORTAL = TestPortal.shared();
    static final StaffJourney STAFF = StaffJourney.signIn(PORTAL, DemoStaff.SANNE);
    static final PortalClient SANNE = STAFF.browser();
    static final PortalClient OMAR = StaffJourney.signIn(PORTAL, DemoStaff.OMAR).browser();
    static final PortalClient LOTTE = StaffJourney.signIn(PORTAL, DemoStaff.LOTTE).browser();

    final String email = "contact-" + UUID.randomUUID() + "@example.org";
    final String mobile = RecipientJourney.freshMobile();

    JsonObject card() {
        return new JsonObject().put("name", "Anna de Vries").put("email", email).put("mobile", mobile);
    }

    static JsonObject saved(PortalClient browser, JsonObject card) {
        return PortalClient.json(SenderJourney.expect(200, browser.post(PATH, card)));
    }

    static HttpResponse<String> put(PortalClient browser, String id, JsonObject card) {
        return browser.send("PUT", PATH + "/" + id, BodyPublishers.ofString(card.encode()),
                "Content-Type", "application/json");
    }

    JsonObject found(PortalClient browser) {
        return all(browser).stream().filter(one -> one.getString("email").equalsIgnoreCase(email)).findFirst()
                .orElseThrow();
    }

    static List<JsonObject> all(PortalClient browser) {
        return items(browser.get(PATH));
    }

    List<JsonObject> look(PortalClient browser) {
        return items(browser.post(PATH + "/look", new JsonObject().put("emails", new JsonArray().add(email))));
    }

    static List<JsonObject> items(HttpResponse<String> response) {
        return PortalClient.json(SenderJourney.expect(200, response)).getJsonArray("items").stream()
                .map(JsonObject.class::cast).toList();
    }

    static List<String> errors(HttpResponse<String> response) {
        return PortalClient.json(SenderJourney.expect(422, response)).getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .map(error -> (error.containsKey("line") ? error.getInteger("line") + " " : "")
                        + error.getString("field") + " " + error.getString("code"))
                .toList();
    }

    static PortalClient colleagueOf(String department) {
        var member = new NewStaff(PORTAL);
        join(member, department);
        return member.signIn().browser();
    }

    static void join(NewStaff member, String department) {
        sql("insert into department (email, name) values ('" + department + "', 'Afdeling')");
        sql("insert into department_member (department_email, staff_id) select '" + department
                + "', id from staff where email = '" + member.person().email() + "'");
    }

    void age(String column, int days) {
        sql("update contact set " + column + " = now() - interval '" + days + " days' where email like '%"
                + email + "'");
    }

    static void sql(String statement) {
        TestDatabase.sql(PORTAL.config().database(), statement);
    }

    static String value(String query) {
        return TestDatabase.value(PORTAL.config().database(), query).orElse("");
    }
}
