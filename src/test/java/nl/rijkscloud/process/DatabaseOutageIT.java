package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.Surroundings;
import nl.rijkscloud.testing.OwnPostgres;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal waits for an unavailable database, at the start and later; it reports that, and recovers by itself. */
final class DatabaseOutageIT {
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void outageGives503AndAStartWithoutDatabaseWaits() throws Exception {
        try (var database = OwnPostgres.at(folder.resolve("data"), Map.of()).start();
                var portal = PortalProcess.start(folder, surroundings(database), List.of(), JVM)) {
            var begun = submit(portal);
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);

            database.stop();
            awaitReady(portal, 503);
            assertThat(ready(portal).getJsonObject("reasons").getString("database")).contains("PostgreSQL");
            var refused = submit(portal);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("unavailable");
            var person = http.send(
                    HttpRequest.newBuilder(portal.baseUrl().resolve("/api/documents/" + UUID.randomUUID()))
                    .header("Accept", "text/html,*/*;q=0.8")
                            .header("Cookie", "__Host-session=" + "A".repeat(43)).build(),
                    BodyHandlers.ofString());
            assertThat(person.statusCode()).isEqualTo(503);
            assertThat(person.headers().firstValue("Retry-After")).contains("5");
            assertThat(person.body()).contains("Er is een storing");

            database.start();
            awaitReady(portal, 200);
            assertThat(submit(portal).statusCode()).isEqualTo(202);

            TestDatabase.sql(database.config(), "alter system set default_transaction_read_only = on");
            TestDatabase.sql(database.config(), "select pg_reload_conf()");
            awaitReady(portal, 503);
            assertThat(submit(portal).statusCode()).isEqualTo(503);
            TestDatabase.sql(database.config(), "alter system set default_transaction_read_only = off");
            TestDatabase.sql(database.config(), "select pg_reload_conf()");
            awaitReady(portal, 200);

            portal.terminate();
            portal.exit();
            database.stop();
            portal.launch();
            Awaitility.await("live").atMost(PortalProcess.PATIENCE).ignoreExceptions()
                    .until(() -> get(portal.management("/health/live")).statusCode() == 200);
            Awaitility.await("says why").atMost(PortalProcess.PATIENCE).ignoreExceptions()
                    .until(() -> ready(portal).getJsonObject("reasons").getString("start")
                            .contains("PostgreSQL does not answer"));
            assertThat(portal.ready()).isEqualTo(503);
            assertThat(portal.log()).contains("not started yet, waiting: database: PostgreSQL does not answer");

            database.start();
            awaitReady(portal, 200);
            assertThat(submit(portal).statusCode()).isEqualTo(202);
            assertThat(portal.log()).doesNotContain("incident", "a refusal could not be written");
        }
    }

    private Surroundings surroundings(OwnPostgres database) throws Exception {
        Files.createDirectories(folder.resolve("blobs"));
        return Surroundings.start(DemoOptions.in(folder).on(database.config()).with(TestPortal.NO_LIMITS));
    }

    private HttpResponse<String> submit(PortalProcess portal) throws Exception {
        var form = new JsonObject()
                .put("sender", new JsonObject().put("name", "Jan Jansen").put("email", "jan@ziekenhuis.example"))
                .put("contact", new JsonObject().put("name", "Meldpunt").put("email", "meldpunt@igj.nl"));
        return http.send(HttpRequest.newBuilder(portal.baseUrl().resolve("/api/submissions"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(form.encode())).build(),
                BodyHandlers.ofString());
    }

    private static void awaitReady(PortalProcess portal, int status) {
        Awaitility.await("ready says " + status).atMost(PortalProcess.PATIENCE).ignoreExceptions()
                .until(() -> portal.ready() == status); // a kept connection may have ended with the process
    }

    private JsonObject ready(PortalProcess portal) throws Exception {
        return new JsonObject(get(portal.management("/health/ready")).body());
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
