package nl.rijkscloud.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks, claims and deputies have a limit. */
final class TriageLimitTest {
    @TempDir
    private static Path folder;

    private static DemoPortal portal;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void marksClaimsAndDeputiesShareALimit() {
        var browser = new NewStaff(portal).signIn().browser();
        assertThat(endDeputy(browser)).isEqualTo(204);
        // As if they had done so many; so many also count when the next hour begins.
        TestDatabase.sql(portal.config().database(), "update throttle set hits = 100000");

        var transfer = "/api/staff/transfers/" + UUID.randomUUID();
        for (var act : new String[] {"/read", "/unread", "/claim"}) {
            assertThat(browser.post(transfer + act, new JsonObject()).statusCode()).as(act).isEqualTo(429);
        }
        assertThat(endDeputy(browser)).isEqualTo(429);
        var deputy = new JsonObject().put("email", "s.bakker@igj.nl").put("from", "2099-01-01")
                .put("until", "2099-01-02").encode();
        assertThat(browser.send("PUT", "/api/staff/preferences/deputy", BodyPublishers.ofString(deputy),
                "Content-Type", "application/json").statusCode()).isEqualTo(429);
    }

    private static int endDeputy(PortalClient browser) {
        return browser.post("/api/staff/preferences/deputy/end", new JsonObject()).statusCode();
    }
}
