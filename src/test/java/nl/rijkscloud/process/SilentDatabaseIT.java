package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.Surroundings;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SilentLine;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connections to PostgreSQL fall silent and stay open, as when a firewall forgets them. */
@Tag("soak")
final class SilentDatabaseIT {
    /** A connection is given up after 15 seconds of silence; one of chores after 40. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void requestsAndChoresSwitchToNewConnections() throws Exception {
        var database = TestDatabase.durable();
        try (var line = SilentLine.to(database.uri().getPort())) {
            var behind = new JsonObject().put("database", new JsonObject().put(
                    "uri", "postgresql://127.0.0.1:" + line.port() + database.uri().getPath()));
            var around =
                    Surroundings.start(DemoOptions.in(folder).on(database).with(TestPortal.NO_LIMITS).with(behind));
            try (var portal = PortalProcess.start(folder, around, List.of(),
                    List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:TieredStopAtLevel=1"))) {
                var sender = SenderJourney.begin(portal);
                line.fallSilent();

                var answers = new ArrayList<Integer>();
                Awaitility.await("requests go on").pollDelay(Duration.ZERO).atMost(SOON).until(() -> {
                    answers.add(submit(portal));
                    return answers.getLast() == 202;
                });
                assertThat(answers).as("never a fault of ours").containsOnly(202, 503);
                Awaitility.await("ready").atMost(PortalProcess.PATIENCE).until(() -> portal.ready() == 200);
                sender.add("brief.txt", Sample.text(1000, 1));
                sender.submit();
                assertThat(sender.report().getString("state")).isEqualTo("delivered");
            }
        }
    }

    private static int submit(PortalProcess portal) {
        return new PortalClient(portal.baseUrl())
                .post("/api/submissions", SenderJourney.form(SenderJourney.before(portal).email(), "nl")).statusCode();
    }
}
