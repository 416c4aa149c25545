package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;

/** An outsider who gets documents from a member of staff, with an address and a number that no other test uses. */
public final class RecipientJourney {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    public static final byte[] CONTENT = "Geachte mevrouw Smit".getBytes(StandardCharsets.US_ASCII);

    private final DemoPortal portal;
    private final SenderJourney sender;
    private final String email = "ontvanger-" + UUID.randomUUID() + "@example.org";
    private final String mobile = freshMobile();
    private final UUID transfer;
    private final UUID recipient;

    /**
     * Codes do not depend on the kind of transfer: this turns a submitted transfer into one sent by this person, and
     * makes the portal offer it anew.
     */
    public RecipientJourney(DemoPortal portal, DemoStaff owner) {
        this.portal = portal;
        sender = SenderJourney.begin(portal);
        sender.add("brief.txt", CONTENT);
        sender.awaitChecked();
        sender.submit();
        var report = sender.report();
        transfer = UUID.fromString(report.getString("id"));
        recipient = UUID.fromString(report.getJsonArray("recipients").getJsonObject(0).getString("id"));
        sql("""
                update transfer set kind = 'sent', owner_id = (select id from staff where email = '%s')
                    where id = '%s'"""
                .formatted(owner.email(), transfer));
        sql("update recipient set email = '%s', name = 'Anna Smit', outsider = true, mobile = '%s' where id = '%s'"
                .formatted(email, mobile, recipient));
        SenderJourney.expect(202, sender.browser().post("/api/report/reissue", secret()));
    }

    /** A number that no other test uses. */
    public static String freshMobile() {
        return "+3161" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
    }

    public UUID transfer() {
        return transfer;
    }

    public UUID recipient() {
        return recipient;
    }

    public String email() {
        return email;
    }

    public String mobile() {
        return mobile;
    }

    /** The browser with the report link. */
    public SenderJourney sender() {
        return sender;
    }

    /** The values that the report page sends with requests that need the key. */
    public JsonObject secret() {
        return new JsonObject().put("secret", SenderJourney.parts(sender.reportLink()).getString("secret"));
    }

    public String link() {
        return mail(email).link().orElseThrow();
    }

    /** The newest mail about a transfer: staff also get mails about their sign-ins, which hold no link. */
    public Caught mail(String address) {
        return caught(message -> message.kind().equals("mail") && message.to().equals(address) && message.link()
                .isPresent());
    }

    /** The newest code that arrived. */
    public String code() {
        return sms(mobile).code().orElseThrow();
    }

    public Caught sms(String number) {
        return caught(message -> message.to().equals(number));
    }

    public long texts(String number) {
        return portal.inbox().messages().stream().filter(message -> message.to().equals(number)).count();
    }

    /** A new browser that has opened the link. */
    public PortalClient browser() {
        var browser = new PortalClient(portal.baseUrl());
        SenderJourney.expect(200, open(browser));
        return browser;
    }

    public HttpResponse<String> open(PortalClient browser) {
        return browser.post("/api/sessions", SenderJourney.parts(link()));
    }

    public HttpResponse<String> guess(PortalClient browser, String code) {
        return browser.post("/api/sessions/code", new JsonObject().put("code", code));
    }

    public static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    /** Makes the last code look old enough for another. */
    public void forgetPause() {
        sql("update recipient_code set created_at = created_at - interval '1 minute' where recipient_id = '%s'"
                .formatted(recipient));
    }

    public void sql(String statement) {
        TestDatabase.sql(portal.config().database(), statement);
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
