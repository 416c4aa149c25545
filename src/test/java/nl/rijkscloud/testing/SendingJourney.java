package nl.rijkscloud.testing;

import static nl.rijkscloud.testing.SenderJourney.expect;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

/**
 * A member of staff who sends documents to an outsider that no other test uses. Each step throws when the portal
 * refuses it.
 */
public final class SendingJourney {
    private final PortalClient browser;
    private final String email = "ontvanger-" + UUID.randomUUID() + "@example.org";
    private final String id;

    private SendingJourney(StaffJourney staff) {
        browser = staff.browser();
        id = PortalClient.json(expect(201, browser.post("/api/staff/transfers", draft(email)))).getString("id");
    }

    /** Fills in one recipient. */
    public static SendingJourney begin(StaffJourney staff) {
        return new SendingJourney(staff);
    }

    /** A draft for one recipient with a Dutch mobile number, with {@link SenderJourney#message()}. */
    public static JsonObject draft(String email) {
        return SenderJourney.message().put("recipients", new JsonArray().add(new JsonObject()
                .put("name", "Anna de Vries").put("email", email).put("mobile", "06 - 1234 5678")));
    }

    /** Uploads a whole document in one request. */
    public TusUpload add(String name, byte[] content) {
        return add(browser, name, content);
    }

    /** The same person in another browser. */
    public TusUpload add(PortalClient by, String name, byte[] content) {
        var upload = announce(by, name, content.length);
        expect(204, upload.append(0, content));
        return upload;
    }

    /** A document without bytes yet. */
    public TusUpload announce(PortalClient by, String name, long length) {
        var metadata = "filename " + TusUpload.base64(name) + ",transfer " + TusUpload.base64(id);
        return TusUpload.of(by, TusUpload.announce(by, length, metadata));
    }

    public HttpResponse<String> save(JsonObject draft) {
        return browser.send("PUT", "/api/staff/transfers/" + id, BodyPublishers.ofString(draft.encode()),
                "Content-Type", "application/json");
    }

    public HttpResponse<String> read(PortalClient by) {
        return by.get("/api/transfer?transfer=" + id);
    }

    public HttpResponse<String> send() {
        return browser.post("/api/staff/transfers/" + id + "/send", SenderJourney.message());
    }

    public PortalClient browser() {
        return browser;
    }

    public String id() {
        return id;
    }

    /** The recipient's address. */
    public String email() {
        return email;
    }
}
