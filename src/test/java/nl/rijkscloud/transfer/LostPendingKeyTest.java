package nl.rijkscloud.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The period keys are lost, as after a restore, while transfers need them. */
final class LostPendingKeyTest {
    private static final byte[] CONTENT = Sample.text(50_000, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void submitRestoresTheKeyAndALostDraftIsReported(@TempDir Path folder) throws IOException {
        var options = DemoOptions.in(folder).keeping().on(TestDatabase.fresh()).with(TestPortal.NO_LIMITS)
                .with(new JsonObject());
        try (var portal = DemoPortal.start(options)) {
            var sender = SenderJourney.begin(portal);
            sender.add("brief.txt", CONTENT);
            sender.awaitChecked();
            var draft = SendingJourney.begin(StaffJourney.signIn(portal, DemoStaff.LOTTE));
            draft.add("bijlage.txt", CONTENT);
            portal.stop();
            checkLater(portal, sender.transferId());
            loseKeys(portal);
            portal.restart();
            await().atMost(PATIENCE)
                    .until(() -> value(portal, "select count(*) from slot where kind = 'pending'").equals("0"));

            assertThat(draft.read(draft.browser()).statusCode()).isEqualTo(404);
            assertThat(draft.send().statusCode()).isEqualTo(404);
            await().atMost(PATIENCE).until(
                    () -> value(portal, "select count(*) from outbox where template = 'begin-again'").equals("1"));

            assertThat(sender.submit().getString("state")).isEqualTo("submitted");
            assertThat(value(portal, "select count(*) from slot where kind = 'pending'")).isEqualTo("1");
            sql(portal, "update document set check_due = now() where state = 'checking'");
            var report = sender.report();
            assertThat(report.getString("state")).isEqualTo("delivered");
            assertThat(SenderJourney.documents(report).getFirst().getString("sha256"))
                    .isEqualTo(Sample.sha256(CONTENT));
        }
    }

    /** Makes it look like a new arrival. */
    private static void checkLater(DemoPortal portal, String transfer) {
        sql(portal, "update document set state = 'checking', digests = null, check_due = now() + interval '1 hour' "
                + "where transfer_id = '" + transfer + "'");
    }

    private static void loseKeys(DemoPortal portal) throws IOException {
        try (var keys = Files.newDirectoryStream(portal.config().storage().keys(), "*.key")) {
            for (var key : keys) {
                Files.delete(key);
            }
        }
    }

    private static void sql(DemoPortal portal, String statement) {
        TestDatabase.sql(portal.config().database(), statement);
    }

    private static String value(DemoPortal portal, String query) {
        return TestDatabase.value(portal.config().database(), query).orElseThrow();
    }
}
