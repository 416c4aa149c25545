package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.Portal;

/** An outsider with a mailbox, a phone and a browser of their own, who receives documents from staff. */
public record Outsider(Portal portal, String name, String email, String mobile, PortalClient browser) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static Outsider named(String name, Portal portal) {
        return new Outsider(
                portal, name, "buiten-" + UUID.randomUUID() + "@example.org", RecipientJourney.freshMobile(),
                new PortalClient(portal.baseUrl()));
    }

    public JsonObject json() {
        return new JsonObject().put("name", name).put("email", email).put("mobile", mobile);
    }

    /** The newest mail with a subject that begins like this. */
    public Caught mail(String subject) {
        return caught(message -> message.to().equals(email) && message.subject().startsWith(subject));
    }

    public Caught sms() {
        return caught(message -> message.to().equals(mobile));
    }

    public String code() {
        return sms().code().orElseThrow();
    }

    public HttpResponse<String> open() {
        return browser.post("/api/sessions", SenderJourney.parts(mail("Een document van").link().orElseThrow()));
    }

    public HttpResponse<String> guess(String code) {
        return browser.post("/api/sessions/code", new JsonObject().put("code", code));
    }

    public HttpResponse<String> resend() {
        return browser.post("/api/sessions/code/resend", new JsonObject());
    }

    public HttpResponse<String> transfer() {
        return browser.get("/api/transfer");
    }

    private Caught caught(Predicate<Caught> wanted) {
        try {
            return portal.inbox().await(wanted, PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
