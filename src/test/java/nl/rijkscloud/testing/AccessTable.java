package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The people and objects of an access table, in the portal of the tests.
 *
 * @param browsers the columns, from left to right
 * @param ids the values of the words in braces
 * @param fresh supplies a new document of the draft each time
 */
public record AccessTable(List<PortalClient> browsers, Map<String, String> ids, Supplier<String> fresh) {
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

    /** The answers of all browsers to one row. */
    public record Answer(Row row, List<HttpResponse<String>> columns) {
        /** Empty if the answers are those of the row. */
        public String difference() {
            var wanted = String.join(" ", row.statuses());
            return wanted.equals(statuses()) ? "" : row.request() + ": " + statuses() + ", and not " + wanted;
        }

        String statuses() {
            return columns.stream().map(answer -> Integer.toString(answer.statusCode()))
                    .collect(Collectors.joining(" "));
        }
    }

    public static AccessTable fill() {
        var portal = TestPortal.shared();
        var open = SenderJourney.begin(portal);
        var upload = TusUpload.create(open.browser(), "half.txt", 10);
        var sent = sent(portal);
        var link = sent.downloadLink();
        var gone = sent(portal);
        var pulled = SenderJourney.begin(portal);
        TusUpload.create(pulled.browser(), "leeg.txt", 0);
        present(open.browser(), pulled.uploadLink());
        var letter = new RecipientJourney(portal, DemoStaff.LOTTE);

        var report = browser(portal, sent.reportLink(), letter.sender().reportLink(), gone.reportLink());
        var download = browser(portal, link, gone.downloadLink());
        var beforeCode = letter.browser();
        var afterCode = opened(letter);
        letter.sql("update recipient_code set created_at = now() + interval '1 hour'"
                + " where recipient_id = '" + letter.recipient() + "'"); // so that no button sends another
        var own = StaffJourney.signIn(portal, DemoStaff.SANNE).browser();
        var ownWithLink = StaffJourney.signIn(portal, DemoStaff.OMAR).browser();
        present(ownWithLink, gone.downloadLink());
        present(ownWithLink, link);
        var lotte = StaffJourney.signIn(portal, DemoStaff.LOTTE);
        var lotteWithLink = StaffJourney.signIn(portal, DemoStaff.LOTTE).browser();
        present(lotteWithLink, link);
        present(lotteWithLink, letter.sender().reportLink());
        withdraw(own, gone.transferId());
        withdraw(own, pulled.transferId());
        var dropped = SendingJourney.begin(lotte);
        withdraw(lotte.browser(), dropped.id());
        var draft = SendingJourney.begin(lotte);
        var begun = draft.announce(lotte.browser(), "half.txt", 10);
        var asked = RequestJourney.ask(portal, lotte).opened();
        TusUpload.create(asked.browser(), "half.txt", 10); // so that the link cannot be sent again
        var foreign = new RecipientJourney(portal, DemoStaff.LOTTE);

        var ids = new HashMap<>(Map.of(
                "open", open.transferId(), "upload", upload.id(), "sent", sent.transferId(), "document",
                document(ownWithLink),
                "gone", gone.transferId(), "none", UUID.randomUUID().toString()));
        ids.putAll(Map.of(
                "draft", draft.id(), "begun", begun.id(), "asked", asked.id(), "letter", letter.transfer().toString(),
                "recipient", letter.recipient().toString(), "enclosure", document(afterCode), "locked",
                foreign.transfer().toString(),
                "lockedOut", foreign.recipient().toString(), "pulled", pulled.transferId(), "dropped", dropped.id()));
        return new AccessTable(
                List.of(
                        new PortalClient(portal.baseUrl()), open.browser(), report, download, beforeCode, afterCode,
                        foreign(portal, foreign), own, ownWithLink, lotte.browser(), lotteWithLink,
                        StaffJourney.signIn(portal, DemoStaff.BRAM).browser(),
                        StaffJourney.signIn(portal, DemoStaff.FENNA).browser()),
                Map.copyOf(ids), () -> draft.announce(lotte.browser(), "weg.txt", 10).id());
    }

    /**
     * Replaces the names in braces by ids. {@code {waiting}} is a queued message, and {@code {fresh}} a new document of
     * the draft.
     */
    public String fill(String text) {
        var filled = text.contains("{waiting}") ? text.replace("{waiting}", waiting()) : text;
        filled = filled.contains("{fresh}") ? filled.replace("{fresh}", fresh.get()) : filled;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    /** Removes the messages that {@link #fill(String)} inserted. */
    public void clear() {
        TestDatabase.sql(TestPortal.shared().config().database(),
                "delete from outbox where recipient = 'niemand@example.org'");
    }

    /** A message that is due in an hour, so that no drain takes it. */
    public Answer ask(Row row) {
        return new Answer(row, browsers.stream().map(browser -> send(row, browser)).toList());
    }

    public HttpResponse<String> send(Row row, PortalClient browser) {
        var path = fill(row.path());
        if (row.path().startsWith(TransferJson.UPLOADS) && row.body().isEmpty()) {
            // tus names the transfer in the metadata
            return browser.send(row.method(), path, BodyPublishers.noBody(), "Tus-Resumable", "1.0.0",
                    "Upload-Offset", "77", "Content-Type", TusUpload.BODY, "X-HTTP-Method-Override", "PATCH",
                    "Upload-Length", "1099511627776", "Upload-Metadata",
                    "filename YS50eHQ=,transfer " + TusUpload.base64(path.substring(path.indexOf('=') + 1)));
        }
        return row.body().isEmpty()
                ? browser.send(row.method(), path, BodyPublishers.noBody())
                : browser.send(row.method(), path, BodyPublishers.ofString(fill(row.body())), "Content-Type",
                        "application/json");
    }

    private static String waiting() {
        var id = UUID.randomUUID().toString();
        TestDatabase.sql(TestPortal.shared().config().database(),
                "insert into outbox (id, channel, template, language, recipient, payload, attempts,"
                + " due_at, expires_at, created_at, refusal) values ('" + id
                + "', 'mail', 'confirmation', 'nl', 'niemand@example.org', 'x', 1,"
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

    /** One browser with a link of each kind, of different transfers; for the one that needs a code, with the code. */
    private static PortalClient foreign(DemoPortal portal, RecipientJourney letter) {
        var other = SenderJourney.begin(portal);
        var delivered = sent(portal);
        present(other.browser(), delivered.downloadLink());
        present(other.browser(), delivered.reportLink());
        present(other.browser(), letter.link());
        SenderJourney.expect(200, letter.guess(other.browser(), letter.code()));
        return other.browser();
    }

    private static PortalClient opened(RecipientJourney letter) {
        var browser = letter.browser();
        SenderJourney.expect(200, letter.guess(browser, letter.code()));
        return browser;
    }

    private static void withdraw(PortalClient by, String transfer) {
        SenderJourney.expect(204, by.post("/api/staff/transfers/" + transfer + "/withdraw", new JsonObject()));
    }

    /** The transfer of the last opened link. */
    private static String document(PortalClient browser) {
        return SenderJourney.documents(PortalClient.json(browser.get("/api/transfer"))).getFirst().getString("id");
    }

    private static PortalClient browser(DemoPortal portal, String... links) {
        var browser = new PortalClient(portal.baseUrl());
        List.of(links).forEach(link -> present(browser, link));
        return browser;
    }

    private static void present(PortalClient browser, String link) {
        SenderJourney.expect(200, browser.post("/api/sessions", SenderJourney.parts(link)));
    }

    /** As in the description, which OpenApiTest holds to the router. */
    public static TreeSet<String> described() throws IOException {
        var document = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("docs/api/openapi.yaml")));
        var operations = new TreeSet<String>();
        ((Map<?, ?>) document.get("paths")).forEach((path, item) -> ((Map<?, ?>) item).keySet().stream()
                .map(method -> method.toString().toUpperCase())
                .filter(method -> method.matches("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"))
                .forEach(method -> operations.add(method + " " + path)));
        return operations;
    }
}
