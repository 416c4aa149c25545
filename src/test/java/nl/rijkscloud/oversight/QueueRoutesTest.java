package nl.rijkscloud.oversight;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts on the administrator's queue page besides messages. */
final class QueueRoutesTest {
    private final DemoPortal portal = TestPortal.shared();

    @AfterEach
    void asBefore() {
        TestDatabase.sql(portal.config().database(), "update sweep set quarantined = 0, held = 0, missing = 0");
    }

    @Test
    void countsOfTheLastFileSweepAreShown() {
        TestDatabase.sql(portal.config().database(), """
                insert into sweep (finished_at, deleted, missing, held, quarantined) values (now(), 0, 1, 2, 3)
                on conflict (one) do update set missing = 1, held = 2, quarantined = 3""");

        var answer = StaffJourney.signIn(portal, DemoStaff.BRAM).browser().get("/api/staff/queues");

        assertThat(PortalClient.json(expect(200, answer)).getJsonObject("files"))
                .isEqualTo(new JsonObject().put("quarantined", 3).put("held", 2).put("missing", 1));
    }
}
