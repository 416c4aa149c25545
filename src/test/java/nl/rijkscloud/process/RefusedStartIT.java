package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each cause of a failed start ends the process with one sentence and its exit code. */
final class RefusedStartIT {
    private static final int REFUSED = 2;
    private static final Path FIRST_FREE_PORT = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");

    @TempDir
    private Path folder;

    @Test
    void takenPortIsNamed() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var outcome = serve(List.of(),
                    server(new JsonObject().put("host", "127.0.0.1").put("port", other.getLocalPort())));

            assertRefused(outcome,
                    "server.port: something else is listening on 127.0.0.1:" + other.getLocalPort() + " already");
        }
    }

    @Test
    void takenManagementPortIsNamed() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var outcome = serve(List.of(), new JsonObject()
                    .put("management", new JsonObject().put("host", "127.0.0.1").put("port", other.getLocalPort())));

            assertRefused(outcome,
                    "management.port: something else is listening on 127.0.0.1:" + other.getLocalPort() + " already");
        }
    }

    @Test
    void addressOfAnotherMachineIsNamed() throws Exception {
        var outcome = serve(List.of(), server(new JsonObject().put("host", "192.0.2.1")));

        assertRefused(outcome, "server.host: 192.0.2.1 is not an address of this machine");
    }

    @Test
    void unknownHostIsNamed() throws Exception {
        var outcome =
                serve(List.of(), new JsonObject().put("management", new JsonObject().put("host", "nowhere.invalid")));

        assertRefused(outcome, "management.host: nowhere.invalid is a name that nobody knows");
    }

    @Test
    void privilegedPortIsNamed() throws Exception {
        var port = 443;
        assumeThat(Integer.parseInt(Files.readString(FIRST_FREE_PORT).strip())).isGreaterThan(port);
        var plainUser = List.of("setpriv", "--bounding-set", "-net_bind_service", "--inh-caps", "-net_bind_service");

        var outcome = serve(plainUser, server(new JsonObject().put("host", "127.0.0.1").put("port", port)));

        assertRefused(outcome, "server.port: this user may not listen on port 443, which is below 1024;"
                + " take a higher port, or give the service the capability CAP_NET_BIND_SERVICE");
    }

    @Test
    void brokenTlsKeyIsNamed() throws Exception {
        var certificate = Files.writeString(folder.resolve("tls.crt"),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        var key = Files.writeString(folder.resolve("tls.key"), "no key at all");

        var outcome = serve(List.of(), server(new JsonObject()
                .put("tls", new JsonObject().put("certificate", certificate.toString()).put("key", key.toString()))));

        assertThat(outcome.code()).isEqualTo(REFUSED);
        assertThat(reasons(outcome)).singleElement().asString().startsWith("server.tls: ").contains("tls.key");
    }

    @Test
    void temporaryFolderWithoutProgramsIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("tmp"));
        var launcher = MountNamespace.launcher("mount -t tmpfs -o noexec tmpfs \"$0/tmp\"", folder);

        var outcome = serve(launcher, new JsonObject());

        assertThat(outcome.code()).isEqualTo(REFUSED);
        assertThat(reasons(outcome)).singleElement().asString()
                .startsWith("java.io.tmpdir: the native library of the ciphers cannot be loaded");
    }

    @Test
    void userWhoDoesNotOwnTheDatabaseIsNamed() throws Exception {
        var database = TestDatabase.empty();
        var guest = "guest_" + UUID.randomUUID().toString().substring(0, 8);
        TestDatabase.sql(database, "create role " + guest + " login password 'geheim'");
        try {
            var outcome = serve(List.of(), new JsonObject().put("database", new JsonObject()
                    .put("uri", database.uri().toString()).put("user", guest).put("password", "geheim")));

            assertThat(outcome.code()).isEqualTo(REFUSED);
            assertThat(reasons(outcome)).singleElement().asString()
                    .startsWith("database: user " + guest + " may not make or change tables").doesNotContain("geheim");
        } finally {
            TestDatabase.sql(database, "drop role " + guest);
        }
    }

    /** Runs {@code serve} to its end, in correct surroundings except for these settings. */
    private Jar.Outcome serve(List<String> launcher, JsonObject settings) throws Exception {
        for (var own : List.of("blobs", "tmp")) {
            Files.createDirectories(folder.resolve(own));
        }
        try (var surroundings = PortalProcess.surroundings(folder, new JsonObject())) {
            var config = new JsonObject(Files.readString(surroundings.configFile())).mergeIn(settings, true);
            Files.writeString(surroundings.configFile(), config.encode());
            var command = new ArrayList<>(launcher);
            command.addAll(Jar.command(
                    List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder.resolve("tmp")), "serve",
                    "--config", surroundings.configFile().toString()));
            var said = folder.resolve("said");
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it still runs, and has said:\n" + Files.readString(said));
            }
            return new Jar.Outcome(process.exitValue(), new byte[0], Files.readString(said));
        }
    }

    private static void assertRefused(Jar.Outcome outcome, String reason) {
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(REFUSED);
        assertThat(reasons(outcome)).containsExactly(reason);
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    private static JsonObject server(JsonObject settings) {
        return new JsonObject().put("server", settings);
    }

    private static List<String> reasons(Jar.Outcome outcome) {
        return outcome.err().lines().filter(line -> line.startsWith("- ")).map(line -> line.substring(2)).toList();
    }
}
