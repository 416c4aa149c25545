package nl.rijkscloud.readout;

import static nl.rijkscloud.testing.SenderJourney.expect;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.TestDatabase;

/**
 * A recipient who calls, and four people with accounts of their own: the owner of the sending, a colleague and a second
 * one in the owner's department, and a stranger in none.
 */
final class ReadOutJourney {
    final NewStaff owner;
    final NewStaff colleague;
    final NewStaff second;
    final NewStaff stranger;
    final RecipientJourney recipient;
    private final DemoPortal portal;
    private final String department = "afdeling-" + UUID.randomUUID() + "@igj.nl";

    ReadOutJourney(DemoPortal portal) {
        this.portal = portal;
        owner = new NewStaff(portal);
        colleague = new NewStaff(portal);
        second = new NewStaff(portal);
        stranger = new NewStaff(portal);
        recipient = new RecipientJourney(portal, owner.person());
        recipient.code();
        recipient.forgetPause();
        sql("insert into department (email, name) values ('%s', 'Afdeling')".formatted(department));
        List.of(owner, colleague, second).forEach(this::join);
    }

    /** Makes the department the sender, so that the owner's colleagues may act for it too. */
    void sendForTheDepartment() {
        sql("update transfer set sender_email = '%s' where id = '%s'".formatted(department, recipient.transfer()));
    }

    void leave(NewStaff person) {
        sql("delete from department_member where staff_id = (select id from staff where email = '%s')"
                .formatted(person.person().email()));
    }

    PortalClient browser(NewStaff person) {
        return person.signIn().browser();
    }

    HttpResponse<String> ask(PortalClient by) {
        return by.post(path(), new JsonObject().put("recipient", recipient.recipient().toString()));
    }

    /** Asks, and returns the id of the wish. */
    String asked(PortalClient by) {
        expect(204, ask(by));
        return own(by).getString("id");
    }

    /** The latest wish of this person. */
    JsonObject own(PortalClient by) {
        return PortalClient.json(expect(200, by.get(path()))).getJsonArray("items").getJsonObject(0);
    }

    HttpResponse<String> approve(PortalClient by, String id) {
        return by.post("/api/staff/read-outs/" + id + "/approve", new JsonObject());
    }

    HttpResponse<String> decline(PortalClient by, String id) {
        return by.post("/api/staff/read-outs/" + id + "/decline", new JsonObject());
    }

    HttpResponse<String> show(PortalClient by, String id) {
        return by.post(path() + "/show", new JsonObject().put("readOut", id));
    }

    /** The ids of the wishes that wait for this person. */
    List<String> waiting(PortalClient by) {
        return PortalClient.json(expect(200, by.get("/api/staff/read-outs"))).getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id")).toList();
    }

    /** The lines of the audit log about the recipient, as "act result name". */
    List<String> lines() {
        return List.of(TestDatabase.value(portal.config().database(), """
                select string_agg(a.action || ' ' || a.result || ' ' || coalesce(s.email, ''), ',' order by a.seq)
                from audit_entry a left join staff s on s.id = a.actor_id
                where a.subject = 'recipient' and a.subject_id = '%s' and a.action like 'read-out%%'""".formatted(recipient.recipient()))
                .orElse("").split(","));
    }

    void sql(String statement) {
        recipient.sql(statement);
    }

    void join(NewStaff person) {
        sql("insert into department_member (department_email, staff_id) select '%s', id from staff where email = '%s'"
                .formatted(department, person.person().email()));
    }

    private String path() {
        return "/api/staff/transfers/" + recipient.transfer() + "/read-outs";
    }
}
