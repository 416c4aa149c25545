package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoPortal;
import org.awaitility.Awaitility;

/** An outsider with an address that no other test uses, who gets a request from a member of staff. */
public final class RequestJourney {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DemoPortal portal;
    private final StaffJourney asker;
    private final PortalClient browser;
    private final String email = "gevraagd-" + UUID.randomUUID() + "@example.org";

    private String id;

    private RequestJourney(DemoPortal portal, StaffJourney asker) {
        this.portal = portal;
        this.asker = asker;
        this.browser = new PortalClient(portal.baseUrl());
    }

    /** @param terms override fields of the shortest valid request */
    public static RequestJourney ask(DemoPortal portal, StaffJourney asker, JsonObject terms) {
        var journey = new RequestJourney(portal, asker);
        var answer = asker.browser().post("/api/staff/requests", form(journey.email).mergeIn(terms, true));
        journey.id = PortalClient.json(SenderJourney.expect(201, answer)).getString("id");
        return journey;
    }

    public static RequestJourney ask(DemoPortal portal, StaffJourney asker) {
        return ask(portal, asker, new JsonObject());
    }

    public static JsonObject form(String email) {
        return new JsonObject()
                .put("to", new JsonObject().put("name", "Anna de Vries").put("email", email))
                .put("explanation", "Wilt u ons het jaarverslag sturen?");
    }

    public HttpResponse<String> resend(StaffJourney somebody) {
        return somebody.browser().post("/api/staff/requests/" + id + "/resend", new JsonObject());
    }

    /** Waits for mail number {@code number} to this outsider, from 1 on. */
    public Caught mail(int number) {
        return Awaitility.await().atMost(PATIENCE).until(this::mails, mails -> mails.size() >= number).get(number - 1);
    }

    /** The link in that mail. */
    public String link(int number) {
        return mail(number).link().orElseThrow();
    }

    /** Opens a mailed link in the outsider's browser; returns the portal's response. */
    public HttpResponse<String> open(String link) {
        return browser.post("/api/sessions", SenderJourney.parts(link));
    }

    /** Opens the link of the first mail. */
    public RequestJourney opened() {
        SenderJourney.expect(200, open(link(1)));
        return this;
    }

    public JsonObject transfer() {
        return PortalClient.json(SenderJourney.expect(200, browser.get("/api/transfer")));
    }

    /** Uploads a whole document in one request. */
    public TusUpload add(String name, byte[] content) {
        var upload = TusUpload.create(browser, name, content.length);
        SenderJourney.expectTaken(upload.append(0, content));
        return upload;
    }

    public JsonObject submit() {
        return submit(SenderJourney.message());
    }

    public JsonObject submit(JsonObject message) {
        return PortalClient.json(SenderJourney.expect(200, browser.post("/api/transfer/submit", message)));
    }

    /** All mails to this outsider, oldest first. */
    public List<Caught> mails() {
        return mails(mail -> mail.to().equals(email));
    }

    /** The mail to the member of staff about this outsider's answer. */
    public Caught notification(String to) {
        return Awaitility.await().atMost(PATIENCE)
                .until(() -> mails(mail -> mail.to().equalsIgnoreCase(to) && mail.text().contains(email)),
                        mails -> !mails.isEmpty())
                .getLast();
    }

    private List<Caught> mails(Predicate<Caught> wanted) {
        return portal.inbox().messages().stream().filter(wanted).toList();
    }

    public StaffJourney asker() {
        return asker;
    }

    public PortalClient browser() {
        return browser;
    }

    public String email() {
        return email;
    }

    public String id() {
        return id;
    }
}
