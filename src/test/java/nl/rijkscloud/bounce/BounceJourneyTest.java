package nl.rijkscloud.bounce;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.vault.Sha256;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The people who hear that a mail did not arrive, in a portal with a mailbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BounceJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "bounces@igj.nl";

    @TempDir
    static Path folder;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final Vertx vertx = Vertx.vertx();
    private DemoPortal portal;

    @BeforeAll
    void start() throws IOException {
        server.start();
        server.setUser(USER, USER, "geheim");
        var password = Files.writeString(folder.resolve("password"), "geheim\n");
        portal = TestPortal.start(folder, new JsonObject().put("bounce", new JsonObject()
                .put("address", "bounces+{token}@igj.nl").put("host", "127.0.0.1")
                .put("port", server.getImap().getPort()).put("security", "none").put("user", USER)
                .put("passwordFile", password.toString()).put("interval", "1s")));
    }

    @AfterAll
    void stop() {
        portal.close();
        server.stop();
        vertx.close().await();
    }

    @Test
    void senderForwardsAnUndeliveredTransferToTheDefaultContact() throws Exception {
        var sender = submit("niemand.meer@igj.nl");
        var report = awaitReport(sender, BounceJourneyTest::isTold);

        var contact = report.getJsonArray("recipients").getJsonObject(0);
        assertThat(contact.getJsonObject("unreached"))
                .isEqualTo(new JsonObject().put("reason", "no-such-address").put("code", "550 5.1.1"));
        assertThat(mailTo("Meldpunt@igj.nl", sender).text()).contains("niemand.meer@igj.nl").doesNotContain("#");
        assertThat(mailTo(sender.email(), sender, "kwam niet aan").text())
                .contains("niemand.meer@igj.nl", "Wij hebben Meldpunt hierover geschreven").doesNotContain("#");

        var link = SenderJourney.parts(sender.reportLink());
        expect(202, sender.browser().post("/api/report/recipient", new JsonObject()
                .put("secret", link.getString("secret")).put("recipient", contact.getString("id"))
                .put("email", "Meldpunt@igj.nl")));

        assertThat(portal.inbox().await(mail -> mail.to().equalsIgnoreCase("Meldpunt@igj.nl") && mail.link().isPresent()
                && mail.text().contains(sender.email()), PATIENCE).text()).contains("/ontvang/");
        assertThat(awaitReport(sender, any -> true).getJsonArray("recipients").getJsonObject(0)
                .getJsonObject("unreached")).isNull();
    }

    @Test
    void bounceShowsInReportPageAndOverviewAndIsToldOnce() throws Exception {
        var sender = submit("vertrokken@igj.nl");
        var waiting = awaitReport(sender, report -> mail(report, "notification").getString("state").equals("accepted"));
        assertThat(mail(waiting, "notification").getString("delivery")).isNull();
        assertThat(portal.inbox().messages()).noneMatch(mail -> mail.subject() != null
                && mail.subject().contains("kwam niet aan") && mail.text().contains("vertrokken@igj.nl"));

        receive(SampleReports.ofPostfix(addressOf("notification", "vertrokken@igj.nl")));
        receive(SampleReports.autoReply(addressOf("confirmation", sender.email())));
        var report = awaitReport(sender, BounceJourneyTest::isTold);

        var failure = new JsonObject().put("reason", "no-such-address").put("code", "5.1.1");
        assertThat(mail(report, "notification").getString("delivery")).isEqualTo("bounced");
        assertThat(mail(report, "notification").getJsonObject("failure")).isEqualTo(failure);
        assertThat(mail(report, "confirmation").getString("delivery")).isNull();
        assertThat(report.getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("kind")))
                .contains("mail-bounced", "contact-told");

        var staff = StaffJourney.signIn(portal, DemoStaff.BRAM).browser();
        var listed = PortalClient.json(expect(200, staff.get("/api/staff/transfers?view=all&tab=failed")))
                .getJsonArray("items").stream().map(JsonObject.class::cast)
                .filter(item -> item.getString("id").equals(sender.transferId())).toList();
        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().getJsonObject("failure")).isEqualTo(failure);

        receive(SampleReports.ofPostfix(addressOf("unreached", "Meldpunt@igj.nl"))); // must not begin a circle
        Awaitility.await().atMost(PATIENCE)
                .until(() -> mail(report(sender), "unreached").getString("delivery") != null);
        Awaitility.await().atMost(PATIENCE).until(() -> server.getReceivedMessages().length == 0);
        assertThat(report(sender).getJsonArray("mails").stream()
                .filter(mail -> ((JsonObject) mail).getString("kind").startsWith("unreached"))).hasSize(2);
    }

    private SenderJourney submit(String contact) {
        var sender = SenderJourney.before(portal);
        var form = SenderJourney.form(sender.email(), "nl");
        form.put("contact", new JsonObject().put("name", "Kees Jansen").put("email", contact));
        expect(202, sender.browser().post("/api/submissions", form));
        sender.open(sender.uploadLink());
        sender.add("a.pdf", "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        sender.submit();
        sender.open(sender.reportLink());
        return sender;
    }

    private static JsonObject report(SenderJourney sender) {
        return PortalClient.json(expect(200, sender.browser().get("/api/report")));
    }

    private static JsonObject awaitReport(SenderJourney sender, Predicate<JsonObject> wanted) {
        return Awaitility.await().atMost(PATIENCE).until(() -> report(sender),
                report -> report.getString("state").equals("delivered") && wanted.test(report));
    }

    private static boolean isTold(JsonObject report) {
        return report.getJsonArray("events").stream()
                .anyMatch(event -> ((JsonObject) event).getString("kind").equals("contact-told"));
    }

    private static JsonObject mail(JsonObject report, String kind) {
        return report.getJsonArray("mails").stream().map(JsonObject.class::cast)
                .filter(mail -> mail.getString("kind").equals(kind)).toList().getLast();
    }

    private Caught mailTo(String address, SenderJourney sender, String... words)
            throws InterruptedException {
        return portal.inbox().await(mail -> mail.to().equals(address)
                && (words.length == 0
                        ? mail.text().contains(sender.email())
                        : List.of(words).stream().allMatch(mail.subject()::contains)), PATIENCE);
    }

    /** A return address of the newest such mail, as the portal makes them: only their hashes are stored. */
    private String addressOf(String template, String recipient) {
        var token = new byte[16];
        token[0] = (byte) template.length();
        token[1] = (byte) recipient.length();
        var database = Database.open(vertx, portal.config().database());
        try {
            var added = database.run("""
                    insert into bounce_address (hash, outbox_id, expires_at)
                    select $1, id, now() + interval '1 day' from outbox where template = $2 and recipient = $3
                    order by created_at desc limit 1""",
                            Buffer.buffer(Sha256.of(token)), template, recipient).await();
            assertThat(added.rowCount()).isOne();
        } finally {
            database.close().await();
        }
        return "bounces+" + HexFormat.of().formatHex(token) + "@igj.nl";
    }

    private void receive(String message) {
        server.getUserManager().getUser(USER)
                .deliver(GreenMailUtil.newMimeMessage(new ByteArrayInputStream(SampleReports.bytes(message))));
    }
}
