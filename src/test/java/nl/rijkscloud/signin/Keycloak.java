package nl.rijkscloud.signin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.Folders;
import org.awaitility.Awaitility;

/**
 * A Keycloak of the build's own, with the realm of src/test/resources/keycloak and without earlier data. Its first
 * start takes most of a minute.
 */
final class Keycloak implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String MEMORY = "-Xms64m -Xmx512m";

    private final int port = FreePort.next();
    private Process process;

    String issuer() {
        return "http://localhost:" + port + "/realms/igj";
    }

    JsonObject settings() {
        return new JsonObject().put("staff", new JsonObject().put("signIn", "oidc").put("oidc", new JsonObject()
                .put("issuer", issuer())
                .put("clientId", "rijkscloud")
                .put("clientSecret", "een-geheim-voor-tests")
                .put("departmentsClaim", "departments")));
    }

    /** @param portal the portal to which it may redirect */
    void start(URI portal) throws IOException {
        var home = Path.of(System.getProperty("keycloak.home"));
        Folders.delete(Files.createDirectories(home.resolve("data")));
        var realm = new String(
                Keycloak.class.getResourceAsStream("/keycloak/igj-realm.json").readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(
                Files.createDirectories(home.resolve("data/import")).resolve("igj-realm.json"),
                realm.replace("{portal}", portal.toString()));
        var command = new ProcessBuilder(
                        "bash", home.resolve("bin/kc.sh").toString(), "start-dev", "--import-realm", "--cache=local",
                        "--http-host=localhost", "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("keycloak.log").toFile());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS_KC_HEAP", MEMORY);
        process = command.start();
        try (var http = HttpClient.newHttpClient()) {
            var ready = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration")).build();
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("Keycloak ended; see keycloak.log", () -> !process.isAlive())
                    .until(() -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.onExit().join();
        }
    }
}
