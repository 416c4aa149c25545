package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.Inbox;
import nl.rijkscloud.demo.Portal;
import org.awaitility.Awaitility;

/**
 * An outsider who sends documents, step by step, with an address that no other test uses. Each step throws when the
 * portal refuses it; tests of refusals use {@link #browser()}.
 */
public final class SenderJourney {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PortalClient browser;
    private final Inbox inbox;
    private final String email;

    private volatile String transferId;

    private SenderJourney(Portal portal, String email) {
        this.email = email;
        browser = new PortalClient(portal.baseUrl());
        inbox = portal.inbox();
    }

    /** Fills in the form for the default contact, in Dutch, and opens the mailed link. */
    public static SenderJourney begin(Portal portal) {
        var journey = before(portal);
        journey.fillIn("nl");
        journey.open(journey.uploadLink());
        return journey;
    }

    /** A sender before the first step. */
    public static SenderJourney before(Portal portal) {
        return as("afzender-" + UUID.randomUUID() + "@example.org", portal);
    }

    /** A sender with a given address. A second use of an address may find the mails of the first. */
    public static SenderJourney as(String email, Portal portal) {
        return new SenderJourney(portal, email);
    }

    public void fillIn(String language) {
        expect(202, browser.post("/api/submissions", form(email, language)));
    }

    public static JsonObject form(String email, String language) {
        return new JsonObject()
                .put("sender", new JsonObject().put("name", "Jan de Vries").put("email", email)
                        .put("organisation", "Zorg & Co").put("phone", "0612345678"))
                .put("contact", new JsonObject().put("name", "Meldpunt").put("email", "Meldpunt@igj.nl"))
                .put("language", language);
    }

    /** Opens a mailed link. */
    public JsonObject open(String link) {
        var opened = PortalClient.json(expect(200, browser.post("/api/sessions", parts(link))));
        transferId = opened.getString("transfer");
        return opened;
    }

    /** The transfer of the last opened link. */
    public String transferId() {
        return transferId;
    }

    /** The values that the page of a mailed link sends. */
    public static JsonObject parts(String link) {
        var path = link.substring(0, link.indexOf('#'));
        return new JsonObject()
                .put("link", path.substring(path.lastIndexOf('/') + 1))
                .put("secret", link.substring(link.indexOf('#') + 1));
    }

    /** Uploads a whole document in one request. */
    public TusUpload add(String name, byte[] content) {
        var upload = TusUpload.create(browser, name, content.length);
        if (content.length > 0) {
            expectTaken(upload.append(0, content));
        }
        return upload;
    }

    /** Waits until it is stored, or refused for its content, which is reported at once. */
    static void expectTaken(HttpResponse<String> response) {
        if (!response.body().contains("\"content-refused\"")) {
            expect(204, response);
        }
    }

    public JsonObject transfer() {
        return PortalClient.json(expect(200, browser.get("/api/transfer")));
    }

    /** Waits until no check is running. */
    public JsonObject awaitChecked() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(this::transfer, transfer ->
                documents(transfer).stream().noneMatch(document -> document.getString("state").equals("checking")));
    }

    public JsonObject submit() {
        return PortalClient.json(expect(200, browser.post("/api/transfer/submit", message())));
    }

    /** The sender's report, once every document was delivered or refused. */
    public JsonObject report() {
        open(reportLink());
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> PortalClient.json(expect(200, browser.get("/api/report"))),
                        report -> !report.getString("state").equals("submitted"));
    }

    public static JsonObject message() {
        return new JsonObject().put("subject", "Jaarstukken").put("reference", "2026-114").put("text", "Zie bijlagen.");
    }

    public String uploadLink() {
        return mail(message -> message.to().equals(email)).link().orElseThrow();
    }

    public String reportLink() {
        return mail(message -> message.to().equals(email) && message.text().contains("/rapportage/")).link()
                .orElseThrow();
    }

    /** The mail to the contact that names this sender. */
    public String downloadLink() {
        return mail(message -> message.to().equalsIgnoreCase("Meldpunt@igj.nl") && message.text().contains(email))
                .link()
                .orElseThrow();
    }

    /** All mails to this sender or about them. */
    public List<Caught> mails() {
        return inbox.messages().stream().filter(mail -> mail.to().equals(email) || mail.text().contains(email))
                .toList();
    }

    public PortalClient browser() {
        return browser;
    }

    public String email() {
        return email;
    }

    private Caught mail(Predicate<Caught> wanted) {
        try {
            return inbox.await(wanted, PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static List<JsonObject> documents(JsonObject transfer) {
        return transfer.getJsonArray("documents").stream().map(JsonObject.class::cast).toList();
    }

    public static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException("not " + status + " but " + response.statusCode() + " " + response.body());
        }
        return response;
    }
}
