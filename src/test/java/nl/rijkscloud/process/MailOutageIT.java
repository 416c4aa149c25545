package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailOutageIT {
    @TempDir
    private static Path folder;

    private static PortalProcess portal;

    @BeforeAll
    static void start() throws Exception {
        portal = PortalProcess.start(folder, new JsonObject());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void mailsDueDuringAnOutageAreSentOnceAfterIt() throws Exception {
        var sending = SenderJourney.begin(portal);
        sending.add("brief.txt", Sample.text(1000, 1));
        sending.awaitChecked();
        var starting = Stream.generate(() -> SenderJourney.before(portal)).limit(5).toList();

        portal.surroundings().stopMail();
        sending.submit();
        starting.forEach(sender -> sender.fillIn("nl"));
        awaitWaiting(5 + 2);
        portal.terminate();
        portal.exit();
        portal.start();
        assertThat(portal.ready()).isEqualTo(200);
        SenderJourney.before(portal).fillIn("en");
        awaitWaiting(5 + 2 + 1);
        assertThat(sending.mails()).hasSize(1);

        portal.surroundings().startMail();
        TestDatabase.sql(portal.surroundings().config().database(),
                "update outbox set due_at = now() where state = 'waiting'");
        awaitWaiting(0);

        assertThat(starting).allSatisfy(sender -> assertThat(sender.mails()).hasSize(1));
        assertThat(sending.mails()).hasSize(3).extracting(Caught::text).doesNotHaveDuplicates();
        assertThat(sending.report().getString("state")).isEqualTo("delivered");
    }

    @Test
    void refusedAddressIsShownInTheReportAndOtherMailsAreSent() {
        var sender = SenderJourney.before(portal);
        var form = SenderJourney.form(sender.email(), "nl");
        form.getJsonObject("contact").put("email", "niemand@igj.nl");
        assertThat(sender.browser().post("/api/submissions", form).statusCode()).isEqualTo(202);
        sender.open(sender.uploadLink());
        sender.add("brief.txt", Sample.text(1000, 1));
        sender.submit();
        sender.open(sender.reportLink());

        var mails = Awaitility.await().atMost(PortalProcess.PATIENCE).until(() -> mails(sender),
                all -> all.stream().noneMatch(mail -> mail.getString("state").equals("waiting")) && all.size() >= 3);
        assertThat(mails).extracting(mail -> mail.getString("kind") + " " + mail.getString("state"))
                .contains( // and soon after, mails that tell of the refusal
                "upload-link accepted", "confirmation accepted", "notification refused");
        assertThat(report(sender).getJsonArray("events")).anySatisfy(event ->
                assertThat(((JsonObject) event).getString("kind")).isEqualTo("mail-refused"));
        assertThat(TestDatabase.value(portal.surroundings().config().database(),
                "select refusal from outbox where recipient = 'niemand@igj.nl'")).contains("550 5.1.1");
    }

    private static List<JsonObject> mails(SenderJourney sender) {
        JsonArray mails = report(sender).getJsonArray("mails");
        return mails.stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject report(SenderJourney sender) {
        return PortalClient.json(sender.browser().get("/api/report"));
    }

    /** Waits until this many wait, each tried at least once. */
    private static void awaitWaiting(int count) {
        Awaitility.await(count + " wait").atMost(PortalProcess.PATIENCE).until(() -> TestDatabase.value(
                        portal.surroundings().config().database(),
                        "select count(*) from outbox where state = 'waiting' and attempts > 0")
                .filter(Integer.toString(count)::equals)
                .isPresent());
    }
}
