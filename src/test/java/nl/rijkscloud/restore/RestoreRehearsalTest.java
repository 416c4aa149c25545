package nl.rijkscloud.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.portal.TestCommands;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rehearses what operators do twice a year: yesterday's backup is put back beside today's documents. */
final class RestoreRehearsalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Config.Database database = TestDatabase.fresh();

    @Test
    void yesterdaysBackupIsMadeSafeBeforeItIsUsed(@TempDir Path folder) throws Exception {
        try (var portal = DemoPortal.start(
                DemoOptions.in(folder).keeping().on(database).with(TestPortal.NO_LIMITS))) {
            var withdrawn = SenderJourney.begin(portal);
            var destroyed = SenderJourney.begin(portal);
            var living = SenderJourney.begin(portal);
            var upload = TusUpload.create(living.browser(), "brief.txt", 10);
            expect(204, upload.append(0, "Hello".getBytes(UTF_8)));
            portal.stop();
            var backup = TestDatabase.backup(database);

            sql("update transfer set expires_at = now() - interval '1 hour' where id = '"
                    + destroyed.transferId() + "'");
            portal.restart();
            await().atMost(PATIENCE).until(() -> state(destroyed).equals("destroyed"));
            var withdrawal = StaffJourney.signIn(portal, DemoStaff.SANNE).browser()
                    .post("/api/staff/transfers/" + withdrawn.transferId() + "/withdraw", new JsonObject());
            expect(204, withdrawal);
            expect(204, upload.append(5, "w".getBytes(UTF_8)));
            await().atMost(PATIENCE).until(() -> waitingMails() == 0);
            portal.stop();

            TestDatabase.replace(database, backup);
            leaveThingsOfYesterday(living);
            var blobs = blobs(folder);
            var restarted = CompletableFuture.runAsync(portal::restart);
            var page = awaitStatus(portal, 503);

            assertThat(page.body()).contains("Wij werken aan de website");
            assertThat(upload.append(5, "world".getBytes(UTF_8)).statusCode()).isEqualTo(503);
            assertThat(restarted).isNotDone();
            assertThat(waitingMails()).as("nothing is mailed or texted").isEqualTo(2);
            assertThat(blobs(folder)).as("no blob moves").isEqualTo(blobs);
            assertThat(restore(folder)).contains("to be destroyed again:     1 transfers",
                    "to be withdrawn again:     1 transfers", "restore --confirm");
            assertThat(state(withdrawn)).as("nothing changes before an operator confirms").isEqualTo("open");

            assertThat(restore(folder, "--confirm")).contains("within seconds");
            restarted.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);

            awaitStatus(portal, 200);
            assertThat(state(withdrawn)).isEqualTo("withdrawn");
            assertThat(state(destroyed)).isEqualTo("destroyed");
            assertThat(state(living)).isEqualTo("open");
            assertThat(value("select count(*) from outbox where state = 'unknown' and payload is not null"))
                    .as("a mail that may have been sent waits for staff").isEqualTo("1");
            assertThat(value("select count(*) from outbox where state = 'unknown' and payload is null")).isEqualTo("1");
            assertThat(value("select max(wrong_codes) from recipient")).as("locked").isEqualTo("10");
            assertThat(value("select count(*) from recipient_code")).isEqualTo("0");
            assertThat(value("select count(*) from session")).as("everybody opens their link again").isEqualTo("0");
            assertThat(value("select string_agg(action, ' ' order by seq) from (select * from audit_entry"
                    + " order by seq desc limit 3) as last")).contains("restore-confirmed", "transfer-destroyed",
                    "transfer-withdrawn");
            assertThat(restore(folder)).contains("nothing to confirm");
            assertThat(blobs(folder)).contains(blobs.toArray(String[]::new));
            portal.restart();
            awaitStatus(portal, 200);
        }
    }

    /** A mail and a text that wait, a code, and a recipient with one wrong code. */
    private void leaveThingsOfYesterday(SenderJourney of) {
        sql("""
                insert into recipient (id, transfer_id, position, name, email, mobile, wrong_codes)
                values (gen_random_uuid(), '%s', 9, 'R', 'r@example.org', '+31612345678', 1)"""
                .formatted(of.transferId()));
        sql("""
                insert into recipient_code (recipient_id, link_id, id, hash, letter_id, created_at, expires_at)
                select r.id, l.id, gen_random_uuid(), 'x', gen_random_uuid(), now(), now() + interval '1 day'
                from recipient r, link l where l.transfer_id = r.transfer_id limit 1""");
        for (var channel : List.of("mail", "sms")) {
            sql("""
                    insert into outbox (id, channel, template, language, recipient, payload, due_at, expires_at,
                        created_at)
                    values (gen_random_uuid(), '%s', 'upload', 'nl', 'a@example.org', 'x', now(),
                        now() + interval '1 day', now())""".formatted(channel));
        }
    }

    private long waitingMails() {
        return Long.parseLong(value("select count(*) from outbox where state = 'waiting'"));
    }

    private String state(SenderJourney of) {
        return value("select state from transfer where id = '" + of.transferId() + "'");
    }

    private String value(String query) {
        return TestDatabase.value(database, query).orElseThrow();
    }

    private void sql(String statement) {
        TestDatabase.sql(database, statement);
    }

    private static List<String> blobs(Path folder) throws Exception {
        try (var files = Files.walk(folder.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).map(Path::toString)
                    .filter(name -> name.endsWith(".blob")).sorted().toList();
        }
    }

    private static HttpResponse<String> awaitStatus(DemoPortal portal, int status) {
        return await().atMost(PATIENCE).ignoreExceptions().until(
                () -> new PortalClient(portal.baseUrl()).get("/"), answer -> answer.statusCode() == status);
    }

    private static String restore(Path folder, String... more) {
        var said = new StringWriter();
        var arguments = new ArrayList<>(List.of("restore", "--config", folder.resolve("rijkscloud.yaml").toString()));
        arguments.addAll(List.of(more));
        assertThat(TestCommands.run(new PrintWriter(said, true), arguments)).as(said.toString()).isEqualTo(0);
        return said.toString();
    }
}
