package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} during a change of the period key: the next process reseals the rows under it, and nothing is lost.
 */
final class KilledRotationIT {
    @Test
    void killDuringResealingOrClosingLosesNothing(@TempDir Path folder) throws Exception {
        try (var portal = PortalProcess.start(folder, new JsonObject())) {
            var sending = SenderJourney.begin(portal); // has a pending slot from here on
            sending.add("brief.txt", Sample.text(1000, 1));
            sending.awaitChecked();
            portal.surroundings().stopMail();
            var waiting = SenderJourney.before(portal);
            waiting.fillIn("nl");
            var before = periodOfTheLetter(portal);
            portal.kill();
            makeThePeriodOld(portal);

            killAt(portal, "outbox", "new.payload is distinct from old.payload");
            assertThat(periodOfTheLetter(portal)).isEqualTo(before);
            killAt(portal, "period", "new.closed_at is not null and old.closed_at is null");
            portal.start();

            Awaitility.await().atMost(PortalProcess.PATIENCE).until(() -> closed(portal, before));
            assertThat(periodOfTheLetter(portal)).isPresent().isNotEqualTo(before);
            portal.surroundings().startMail();
            DeadLeases.end(portal);
            waiting.open(waiting.uploadLink());
            sending.submit();
            assertThat(sending.report().getString("state")).isEqualTo("delivered");
            assertThat(value(portal, "select count(*) from outbox where state = 'lost'")).contains("0");
        }
    }

    /** Inserts a newer period that is a day old and has no key, so that the next server begins another. */
    private static void makeThePeriodOld(PortalProcess portal) {
        TestDatabase.sql(portal.surroundings().config().database(), """
                insert into period (id) values ((lpad(
                    to_hex((extract(epoch from now() - interval '24 hours') * 1000)::bigint), 12, '0') ||
                        '7000800000000000000a')::uuid)""");
    }

    private static void killAt(PortalProcess portal, String table, String when) throws Exception {
        try (var hold = new Hold(portal.surroundings().config().database(), table, when)) {
            portal.start();
            hold.await();
            portal.kill();
        }
    }

    private static Optional<String> periodOfTheLetter(PortalProcess portal) {
        return value(portal,
                "select period_of(payload) from outbox where payload is not null order by created_at desc limit 1");
    }

    private static boolean closed(PortalProcess portal, Optional<String> period) {
        return value(portal, "select closed_at from period where id = '" + period.orElseThrow() + "'").isPresent();
    }

    private static Optional<String> value(PortalProcess portal, String query) {
        return TestDatabase.value(portal.surroundings().config().database(), query);
    }
}
