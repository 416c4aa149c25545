package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while messages and checks are running. The rows wait as long as the dead process's claims last, which
 * is seconds.
 */
@Tag("soak")
final class KilledServerClaimsIT {
    /** A claim of half a minute, a pass every few seconds, and a slow machine. */
    private static final Duration SECONDS = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void claimedMessageAndCheckWaitNoLongerThanSeconds() throws Exception {
        try (var portal = PortalProcess.start(folder, new JsonObject())) {
            var database = portal.surroundings().config().database();
            var sender = SenderJourney.begin(portal);
            try (var hold = new Hold(database, "document", "new.state = 'accepted'")) {
                sender.add("brief.txt", Sample.text(1000, 1));
                hold.await();
                kill(portal);
            }
            portal.start();
            awaitNone(database, "document where state = 'checking'");

            try (var hold = new Hold(database, "outbox", "new.state = 'accepted'")) {
                sender.submit();
                hold.await();
                kill(portal);
            }
            assertThat(TestDatabase.value(database, "select count(*) > 0 from outbox where in_hand")).contains("t");
            portal.start();
            awaitNone(database, "outbox where state = 'waiting'");
            assertThat(sender.report().getString("state")).isEqualTo("delivered");
        }
    }

    /** Ends its blocked statements too: PostgreSQL would finish them when they are released. */
    private static void kill(PortalProcess portal) {
        portal.kill();
        TestDatabase.sql(portal.surroundings().config().database(),
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and "
                + "wait_event_type = 'Lock'");
    }

    private static void awaitNone(Config.Database database, String what) {
        Awaitility.await("no " + what).atMost(SECONDS).until(
                () -> TestDatabase.value(database, "select count(*) from " + what).filter("0"::equals).isPresent());
    }
}
