package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.Surroundings;
import nl.rijkscloud.testing.OwnPostgres;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SilentLine;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A failover: the database's address points to a hot standby, which answers reads and refuses writes until it is
 * promoted.
 */
@Tag("soak")
final class StandbyIT {
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void portalIsNotReadyOnAStandbyAndRecoversAtItsPromotion() throws Exception {
        try (var primary = OwnPostgres.at(folder.resolve("primary"), Map.of()).start()) {
            primary.stop();
            var copy = primary.standby(folder.resolve("standby"));
            primary.start();
            try (var standby = copy.start(); var line = SilentLine.to(primary.port()); var portal =
                    start(primary, line)) {
                var sender = SenderJourney.begin(portal);
                sender.add("brief.txt", Sample.text(200_000, 1));
                sender.awaitChecked();
                var written = TestDatabase.value(primary.config(), "select pg_current_wal_lsn()").orElseThrow();
                awaitTrue(standby, "pg_last_wal_replay_lsn() >= '" + written + "'");

                line.leadTo(standby.port());
                primary.stop();
                awaitReady(portal, 503);
                awaitTrue(standby, "pg_is_in_recovery()");
                var refused = submit(portal);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("unavailable");

                awaitTrue(standby, "pg_promote()");
                awaitReady(portal, 200);
                assertThat(submit(portal).statusCode()).isEqualTo(202);
                sender.submit();
                assertThat(sender.report().getString("state")).isEqualTo("delivered");
                assertThat(portal.log()).doesNotContain("incident", "a refusal could not be written");
            }
        }
    }

    @Test
    void portalWithBothHostsFollowsASwitchoverWithoutLoss() throws Exception {
        try (var primary = OwnPostgres.at(folder.resolve("primary"), Map.of()).start()) {
            primary.stop();
            var copy = primary.standby(folder.resolve("standby"));
            primary.start();
            try (var standby = copy.start();
                    var portal = start(primary, "127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port())) {
                var sender = SenderJourney.begin(portal);
                sender.add("brief.txt", Sample.text(200_000, 1));
                sender.awaitChecked();
                var written = TestDatabase.value(primary.config(), "select pg_current_wal_lsn()").orElseThrow();
                awaitTrue(standby, "pg_last_wal_replay_lsn() >= '" + written + "'");

                primary.stop();
                awaitReady(portal, 503);
                awaitTrue(standby, "pg_promote()");
                awaitReady(portal, 200);

                assertThat(submit(portal).statusCode()).isEqualTo(202);
                sender.submit();
                assertThat(sender.report().getString("state")).isEqualTo("delivered");
                assertThat(portal.log()).doesNotContain("incident", "a refusal could not be written");
            }
        }
    }

    private PortalProcess start(OwnPostgres primary, SilentLine line) throws Exception {
        return start(primary, "127.0.0.1:" + line.port());
    }

    private PortalProcess start(OwnPostgres primary, String hosts) throws Exception {
        var behind = new JsonObject()
                .put("database", new JsonObject().put("uri", "postgresql://" + hosts + "/postgres"));
        return PortalProcess.start(
                folder, Surroundings.start(DemoOptions.in(folder).on(primary.config()).with(TestPortal.NO_LIMITS)
                        .with(behind)), List.of(), JVM);
    }

    private HttpResponse<String> submit(PortalProcess portal) throws Exception {
        var form = SenderJourney.form(SenderJourney.before(portal).email(), "nl");
        return http.send(HttpRequest.newBuilder(portal.baseUrl().resolve("/api/submissions"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(form.encode())).build(),
                BodyHandlers.ofString());
    }

    private static void awaitReady(PortalProcess portal, int status) {
        Awaitility.await("ready says " + status).atMost(PortalProcess.PATIENCE).until(() -> portal.ready() == status);
    }

    private static void awaitTrue(OwnPostgres server, String condition) {
        Awaitility.await(condition).atMost(PortalProcess.PATIENCE)
                .until(() -> TestDatabase.value(server.config(), "select " + condition).filter("t"::equals)
                        .isPresent());
    }
}
