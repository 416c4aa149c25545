package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;

/**
 * The people and things that an access table is about, in the portal of the tests.
 *
 * @param browsers the columns, from left to right
 * @param ids what the words in braces stand for
 */
public record AccessTable(List<PortalClient> browsers, Map<String, String> ids) {
    /**
     * A line of the table.
     *
     * @param body JSON, or empty; @param statuses one for each browser
     */
    public record Row(String method, String path, String body, List<String> statuses) {
        public static Row of(String request, String statuses) {
            return of(request, "", statuses);
        }

        public static Row of(String request, String body, String statuses) {
            var parts = request.split("\\s+");
            return new Row(parts[0], parts[1], body, List.of(statuses.strip().split("\\s+")));
        }

        public String request() {
            return method + " " + path;
        }
    }

    public static AccessTable fill() {
        var portal = TestPortal.shared();
        var open = SenderJourney.begin(portal);
        var upload = TusUpload.create(open.browser(), "half.txt", 10);
        var sent = sent(portal);
        var link = sent.downloadLink();
        var gone = sent(portal);

        var report = new PortalClient(portal.baseUrl());
        present(report, sent.reportLink());
        var download = new PortalClient(portal.baseUrl());
        present(download, link);
        var own = StaffJourney.signIn(portal, DemoStaff.SANNE).browser();
        var ownWithLink = StaffJourney.signIn(portal, DemoStaff.OMAR).browser();
        present(ownWithLink, link);
        var elsewhere = StaffJourney.signIn(portal, DemoStaff.LOTTE).browser();
        var elsewhereWithLink = StaffJourney.signIn(portal, DemoStaff.LOTTE).browser();
        present(elsewhereWithLink, link);
        var document = SenderJourney.documents(PortalClient.json(ownWithLink.get("/api/transfer"))).getFirst().getString("id");
        SenderJourney.expect(204, own.post("/api/staff/transfers/" + gone.transferId() + "/withdraw", new JsonObject()));

        return new AccessTable(
                List.of(
                        new PortalClient(portal.baseUrl()), open.browser(), report, download, foreign(portal), own, ownWithLink, elsewhere,
                        elsewhereWithLink, StaffJourney.signIn(portal, DemoStaff.BRAM).browser(),
                        StaffJourney.signIn(portal, DemoStaff.FENNA).browser()),
                Map.of(
                        "open", open.transferId(), "upload", upload.id(), "sent", sent.transferId(), "document", document, "gone",
                        gone.transferId(), "none", UUID.randomUUID().toString()));
    }

    /** With the ids in place of their names. {@code {waiting}} is a letter in the queue that nobody has had before. */
    public String path(String path) {
        var filled = path.contains("{waiting}") ? path.replace("{waiting}", waiting()) : path;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    /** Takes the letters out again that {@link #path} put in. */
    public void clear() {
        TestDatabase.sql(TestPortal.shared().config().database(), "delete from outbox where recipient = 'niemand@example.org'");
    }

    /** One that is due in an hour, so that no drain takes it. */
    private static String waiting() {
        var id = UUID.randomUUID().toString();
        TestDatabase.sql(TestPortal.shared().config().database(), "insert into outbox (id, channel, template, language, recipient, payload, attempts,"
                + " due_at, expires_at, created_at, refusal) values ('" + id + "', 'mail', 'confirmation', 'nl', 'niemand@example.org', 'x', 1,"
                + " now() + interval '1 hour', now() + interval '1 day', now(), '451')");
        return id;
    }

    private static SenderJourney sent(DemoPortal portal) {
        var sender = SenderJourney.begin(portal);
        sender.add("brief.txt", Sample.text(100, 1));
        sender.submit();
        sender.downloadLink();
        return sender;
    }

    /** One browser with a link of each kind, of other transfers. */
    private static PortalClient foreign(DemoPortal portal) {
        var other = SenderJourney.begin(portal);
        var delivered = sent(portal);
        present(other.browser(), delivered.downloadLink());
        present(other.browser(), delivered.reportLink());
        return other.browser();
    }

    private static void present(PortalClient browser, String link) {
        SenderJourney.expect(200, browser.post("/api/sessions", SenderJourney.parts(link)));
    }
}
