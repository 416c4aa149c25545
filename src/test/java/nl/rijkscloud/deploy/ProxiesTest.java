package nl.rijkscloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.doctor.Doctor;
import nl.rijkscloud.doctor.Finding;
import nl.rijkscloud.doctor.NameServer;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for proxies, run by Debian's programs with other ports: a document goes through, in and out. */
class ProxiesTest {
    private static final String CONTENT = "Scan van een brief. ".repeat(300_000);

    @TempDir
    static Path shared;

    private static TestCertificate certificate;
    private static DemoPortal portal;
    private static int secure;

    @TempDir
    Path folder;

    /** Both proxies stand at the same address, one after the other. */
    @BeforeAll
    static void startPortal() throws Exception {
        certificate = TestCertificate.make(shared, "EC");
        secure = FreePort.next();
        portal = TestPortal.start(shared.resolve("portal"), new JsonObject().put("server", new JsonObject()
                .put("publicUrl", "https://localhost:" + secure)
                .put("host", "127.0.0.1").put("trustedProxies", new JsonArray().add("127.0.0.1"))));
    }

    @AfterAll
    static void stopPortal() {
        portal.close();
    }

    @Test
    void documentGoesThroughNginx() throws Exception {
        Tool.NGINX.require();
        tryOut(List.of(Tool.NGINX.path(), "-e", "stderr", "-c", folder.resolve("nginx.conf").toString()),
                plain -> {
            var server = read("deploy/nginx/rijkscloud.conf").replaceAll("listen \\[::].*", "")
                    .replace("listen 80;", "listen 127.0.0.1:" + plain + ";")
                    .replace("listen 443 ssl http2;", "listen 127.0.0.1:" + secure + " ssl http2;")
                    .replace("igj.rijkscloud.nl", "localhost")
                    .replace("$host;", "localhost:" + secure + ";")
                    .replace("/etc/rijkscloud/tls/fullchain.pem", certificate.certificate().toString())
                    .replace("/etc/rijkscloud/tls/key.pem", certificate.key().toString())
                    .replace("/var/log/nginx", folder.toString());
            var upstream = read("deploy/nginx/upstream.conf")
                    .replace("127.0.0.1:8080", "127.0.0.1:" + portal.config().server().port());
            Files.writeString(folder.resolve("nginx.conf"), "daemon off;\nmaster_process off;\npid "
                    + folder.resolve("pid") + ";\nevents {}\nhttp {\n" + upstream + server + "}\n");
        });
        assertThat(Files.readString(folder.resolve("portal.log"))).contains("\"POST /api/submissions\" 202")
                .doesNotContain("%23");
    }

    @Test
    void documentGoesThroughHaproxy() throws Exception {
        Tool.HAPROXY.require();
        tryOut(List.of(Tool.HAPROXY.path(), "-db", "-f", folder.resolve("haproxy.cfg").toString()),
                plain -> {
            var both = Files.writeString(folder.resolve("both.pem"),
                    Files.readString(certificate.certificate()) + Files.readString(certificate.key()));
            Files.setPosixFilePermissions(both, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(folder.resolve("haproxy.cfg"), read("deploy/haproxy/haproxy.cfg")
                    .replace("maxconn 20000", "maxconn 500")
                    .replace("bind :80", "bind 127.0.0.1:" + plain)
                    .replace("bind :443", "bind 127.0.0.1:" + secure)
                    .replace("/etc/rijkscloud/tls/haproxy.pem", both.toString())
                    .replace("log /dev/log local0", "log stdout format raw local0")
                    .replace("check port 8081", "check port " + portal.config().management().port())
                    .replace("127.0.0.1:8080", "127.0.0.1:" + portal.config().server().port()));
        });
    }

    private interface Example {
        void write(int plain) throws IOException;
    }

    private void tryOut(List<String> command, Example example) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(certificate.trusted()).build()) {
            example.write(FreePort.next());
            var proxy = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("proxy.log").toFile()).start();
            try {
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                    assertThat(proxy.isAlive()).as(Files.readString(folder.resolve("proxy.log"))).isTrue();
                    return answers(secure);
                });
                PortalClient.connectWith(client, portal.baseUrl());
                sendAndFetch();
                askTheDoctor();
            } finally {
                proxy.destroy();
                proxy.waitFor();
            }
        }
    }

    private static void sendAndFetch() {
        var sender = SenderJourney.begin(portal);
        sender.add("scan.txt", CONTENT.getBytes(StandardCharsets.US_ASCII));
        sender.awaitChecked();
        sender.submit();
        var inspector = StaffJourney.signIn(portal, DemoStaff.SANNE);
        inspector.open(sender.downloadLink());
        var document = SenderJourney.documents(inspector.transfer()).getFirst();
        assertThat(inspector.download(document)).asString().isEqualTo(CONTENT);
    }

    private static void askTheDoctor() throws IOException {
        List<Finding> found;
        try (var names = new NameServer(Map.of())) {
            found = Doctor.examine(Doctor.Visit.of(portal.config(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.of(names.address())));
        }

        assertThat(found).filteredOn(finding -> finding.check().startsWith("proxy"))
                .hasSize(5).allMatch(finding -> finding.state() == Finding.State.OK);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
