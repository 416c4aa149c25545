package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.demo.Portal;

/** A member of staff who signs in and downloads documents. */
public final class StaffJourney {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PortalClient browser;

    private StaffJourney(PortalClient browser) {
        this.browser = browser;
    }

    /** Signs in with password and code, in a new browser. */
    public static StaffJourney signIn(Portal portal, DemoStaff person) {
        var journey = new StaffJourney(new PortalClient(portal.baseUrl()));
        var before = portal.inbox().arrived();
        SenderJourney.expect(200, journey.browser.post("/api/staff/sign-in", new JsonObject()
                .put("email", person.email()).put("password", person.password())));
        SenderJourney.expect(200, journey.browser.post("/api/staff/code",
                new JsonObject().put("code", code(portal, person, before))));
        return journey;
    }

    /** Opens a mailed link. */
    public JsonObject open(String link) {
        return PortalClient.json(
                SenderJourney.expect(200, browser.post("/api/sessions", SenderJourney.parts(link))));
    }

    /** True when a mailed link belongs to this transfer. */
    public boolean opens(String link, String transfer) {
        return open(link).getString("transfer").equals(transfer);
    }

    /** The transfer of the last opened link. */
    public JsonObject transfer() {
        return PortalClient.json(SenderJourney.expect(200, browser.get("/api/transfer")));
    }

    public byte[] download(JsonObject document) {
        var response = browser.download(document.getString("href"));
        if (response.statusCode() != 200) {
            throw new IllegalStateException("not 200 but " + response.statusCode());
        }
        return response.body();
    }

    public PortalClient browser() {
        return browser;
    }

    /** The newest code after the first {@code before} messages that arrived. */
    public static String code(Portal portal, DemoStaff person, long before) {
        try {
            return portal.inbox().awaitAfter(before, message -> message.to().equals(person.mobile()), PATIENCE)
                    .code().orElseThrow();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
