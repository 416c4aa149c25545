package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong clocks: of the machine, by libfaketime, and of machine and database alike. */
@Tag("soak")
final class FalseClockIT {
    private static final byte[] CONTENT = Sample.text(1000, 1);
    private static final String HELD = "Destruction waits for a person";

    @TempDir
    private Path folder;

    @Test
    void machineWithAClockAYearAheadDestroysNothingAndWorks() throws Exception {
        try (var portal = PortalProcess.startBehind(FalseClock.launcher("+366d"), folder, new JsonObject())) {
            var sender = SenderJourney.begin(portal);
            sender.add("brief.txt", CONTENT);
            sender.submit();
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(sender.downloadLink());

            assertThat(staff.download(SenderJourney.documents(staff.transfer()).getFirst())).isEqualTo(CONTENT);
            awaitHeld(portal);
            assertThat(metric(portal, "rijkscloud_clock_skew_seconds")).isGreaterThan(365 * 86_400);
            assertThat(state(portal)).isEqualTo("delivered");
        }
    }

    /** To the portal, a clock a year ahead equals rows that are a year old. */
    @Test
    void startAfterAYearDestroysNothingWithoutARelease() throws Exception {
        try (var portal = PortalProcess.start(folder, new JsonObject())) {
            SenderJourney.begin(portal).add("brief.txt", CONTENT);
            portal.terminate();
            portal.exit();
            sql(portal, "create table one as select * from transfer limit 1");
            for (var i = 0; i < 60; i++) {
                sql(portal, "update one set id = gen_random_uuid(), number = new_transfer_number()");
                sql(portal, "insert into transfer select * from one");
            }
            sql(portal, "update transfer set expires_at = expires_at - interval '1 year'");

            portal.start();
            awaitHeld(portal);
            assertThat(live(portal)).isEqualTo("61");

            var config = portal.surroundings().configFile().toString();
            var looked = Jar.run("destroy", "--config", config);
            assertThat(looked.code()).as(looked.err()).isZero();
            assertThat(new String(looked.out())).contains("61 of 61 transfers are due to be destroyed.");
            assertThat(live(portal)).isEqualTo("61");

            assertThat(Jar.run("destroy", "--config", config, "--confirm").code()).isZero();
            portal.restart(); // which starts a pass at once
            Awaitility.await("destroyed").atMost(PortalProcess.PATIENCE).until(() -> "0".equals(live(portal)));
        }
    }

    private static void awaitHeld(PortalProcess portal) {
        Awaitility.await(HELD).atMost(PortalProcess.PATIENCE).until(() -> portal.log().contains(HELD));
        Awaitility.await(HELD).atMost(PortalProcess.PATIENCE)
                .until(() -> metric(portal, "rijkscloud_destruction_held") == 1);
    }

    private static double metric(PortalProcess portal, String name) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var metrics = client.send(HttpRequest.newBuilder(portal.management("/metrics")).build(),
                    BodyHandlers.ofString()).body();
            return metrics.lines().filter(line -> line.startsWith(name + " ")).findFirst()
                    .map(line -> Double.parseDouble(line.substring(name.length() + 1))).orElseThrow();
        }
    }

    private static String live(PortalProcess portal) {
        return TestDatabase.value(portal.surroundings().config().database(),
                "select count(*) from transfer where state <> 'destroyed'").orElseThrow();
    }

    private static String state(PortalProcess portal) {
        return TestDatabase.value(portal.surroundings().config().database(), "select state from transfer")
                .orElseThrow();
    }

    private static void sql(PortalProcess portal, String statement) {
        TestDatabase.sql(portal.surroundings().config().database(), statement);
    }
}
