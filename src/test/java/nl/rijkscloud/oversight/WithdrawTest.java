package nl.rijkscloud.oversight;

import static nl.rijkscloud.testing.SenderJourney.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of one portal: a withdrawal on one stops uploads and downloads on both. */
final class WithdrawTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final int LARGE = 48 << 20;

    @TempDir
    private static Path folder;

    private static DemoPortal here;
    private static DemoPortal there;
    private static PortalClient sanne;

    @BeforeAll
    static void start() {
        var both = TestPortal.two(folder, new JsonObject());
        here = both.getFirst();
        there = both.getLast();
        sanne = StaffJourney.signIn(here, DemoStaff.SANNE).browser();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void runningDownloadIsResetHereAndOnAnotherServer() throws Exception {
        var sent = sent(LARGE);
        var document = open(sent);

        try (var near = new SlowDownload(sanne, document.getString("href"));
                var far = new SlowDownload(sanne.at(there.baseUrl()), document.getString("href"))) {
            await().until(() -> near.received() > 0 && far.received() > 0);

            assertThat(withdraw(sent)).isEqualTo(204);

            await().atMost(FIVE_SECONDS).until(() -> near.isOver() && far.isOver());
            assertThat(near.received()).isLessThan(LARGE);
            assertThat(far.received()).isLessThan(LARGE);
        }
    }

    @Test
    void stalledUploadIsCutHereAndOnAnotherServer() throws Exception {
        var sender = SenderJourney.begin(here);
        var transfer = sender.transfer().getString("id");
        var one = TusUpload.create(sender.browser(), "een.txt", 1_000_000);
        var other = TusUpload.create(sender.browser(), "twee.txt", 1_000_000);

        try (var near = new RawConnection(here.baseUrl()); var far = new RawConnection(there.baseUrl())) {
            near.patch(one, 0, 1_000_000).bytes(Sample.text(100_000, 1));
            far.patch(other.by(sender.browser().at(there.baseUrl())), 0, 1_000_000).bytes(Sample.text(100_000, 1));
            await().until(() -> isWriting(one) && isWriting(other)); // the rest never comes

            assertThat(withdraw(transfer)).isEqualTo(204);

            assertThat(near.readHead()).startsWith("HTTP/1.1 409");
            assertThat(far.readHead()).startsWith("HTTP/1.1 409");
        }
        assertThat(one.head().statusCode()).isEqualTo(404);
    }

    @Test
    void withdrawnTransferLosesItsKeysFilesAndWaitingMessages() {
        var before = blobs();
        var sent = sent(1000);
        var link = sent.downloadLink();
        open(sent);

        assertThat(withdraw(sent)).isEqualTo(204);

        var id = sent.transferId();
        assertThat(sanne.get("/api/transfer?transfer=" + id).statusCode()).isEqualTo(404);
        assertThat(sanne.post("/api/sessions", SenderJourney.parts(link)).statusCode()).isEqualTo(404);
        assertThat(value("select state || num_nonnulls(share, manifest, message) from transfer where id = '" + id
                + "'")).isEqualTo("withdrawn0");
        assertThat(value("select (select count(*) from slot where transfer_id = t) + (select count(*) from link where "
                + "transfer_id = t)"
                + " + (select count(*) from session_grant where transfer_id = t) + (select count(*) from document "
                + "where transfer_id = t)"
                + " from (select '" + id + "'::uuid) x(t)")).isEqualTo("0");
        await().untilAsserted(() -> assertThat(blobs()).isSubsetOf(before));
        var again = sanne.post("/api/staff/transfers/" + id + "/withdraw", new JsonObject());
        assertThat(PortalClient.json(again).getString("code")).isEqualTo("transfer-gone");
    }

    @Test
    void senderIsNotifiedAndTheHistoryNamesTheWithdrawer() throws Exception {
        var sent = sent(1000);

        withdraw(sent);

        here.inbox().await(mail -> mail.to().equals(sent.email()) && mail.subject()
                .equals("IGJ heeft een verzending ingetrokken"), FIVE_SECONDS.multipliedBy(4));
        var dossier = PortalClient.json(sanne.get("/api/staff/transfers/" + sent.transferId()));
        assertThat(dossier.getString("state")).isEqualTo("withdrawn");
        assertThat(dossier.getJsonArray("events").stream().map(JsonObject.class::cast)
                        .filter(event -> event.getString("kind").equals("withdrawn"))
                                .map(event -> event.getString("by")))
                .containsExactly(DemoStaff.SANNE.name());
    }

    /** The mail server is down, so the link still waits in the outbox. */
    @Test
    void waitingMailWithALinkIsNeverSent() {
        var sender = SenderJourney.begin(here);
        var id = sender.transfer().getString("id");
        TestDatabase.sql(here.config()
                .database(),
                "insert into outbox (id, channel, transfer_id, template, language, recipient, payload, due_at,"
                + " expires_at, created_at) values (gen_random_uuid(), 'mail', '" + id
                        + "', 'upload-link', 'nl', 'a@example.org', 'link',"
                + " now() + interval '1 hour', now() + interval '1 day', now())");

        withdraw(id);

        assertThat(value("select state || num_nonnulls(payload) from outbox where recipient = 'a@example.org' and "
                + "transfer_id = '" + id + "'"))
                .isEqualTo("cancelled0");
    }

    private static SenderJourney sent(int length) {
        var sender = SenderJourney.begin(here);
        sender.add("groot.txt", Sample.text(length, 1));
        sender.submit();
        return sender;
    }

    private static JsonObject open(SenderJourney sent) {
        assertThat(sanne.post("/api/sessions", SenderJourney.parts(sent.downloadLink())).statusCode()).isEqualTo(200);
        return documents(PortalClient.json(sanne.get("/api/transfer?transfer=" + sent.transferId()))).getFirst();
    }

    private static int withdraw(SenderJourney sent) {
        return withdraw(sent.transferId());
    }

    private static int withdraw(String transfer) {
        return sanne.post("/api/staff/transfers/" + transfer + "/withdraw", new JsonObject()).statusCode();
    }

    private static String value(String query) {
        return TestDatabase.value(here.config().database(), query).orElse("");
    }

    private static List<Path> blobs() {
        try (var files = Files.walk(here.config().storage().folder())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** A writer that gets access raises the epoch. */
    private static boolean isWriting(TusUpload upload) {
        return value("select epoch from document where id = '" + upload.id() + "'").equals("1");
    }
}
