package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.audit.LongLog;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The privacy officer downloads a log that is larger than every buffer on the way. */
final class LongExportTest {
    private static final int LINES = 60_000;
    private static final String WANTED = "/api/staff/audit/export?action=transfer-destroyed";

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static String cookie;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start(folder, new JsonObject());
        LongLog.write(portal.config().database(), TestPurposeKeys.of(portal.config()), LINES);
        cookie = StaffJourney.signIn(portal, DemoStaff.FENNA).browser().cookie();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void pausingReaderGetsTheWholeLogAndHoldsNoConnection() throws IOException {
        try (var reader = ask()) {
            await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200))
                    .until(() -> busy(portal) == 0 && stands(reader));

            var lines =
                    new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8)).lines()
                    .filter(line -> line.startsWith("{\"seq\"")).count();

            assertThat(lines).isEqualTo(LINES);
        }
    }

    @Test
    void cutExportFreesItsResources() throws IOException {
        for (var number = 0; number < 20; number++) { // more than the pool has connections
            try (var reader = ask()) {
                assertThat(reader.getInputStream().read()).isPositive();
                reader.setSoLinger(true, 0);
            }
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> busy(portal) == 0);
        try (var reader = ask()) {
            assertThat(reader.getInputStream().read()).isPositive();
        }
    }

    /** An export with a client that has read nothing yet, over a connection with small buffers. */
    private static Socket ask() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(30_000);
        socket.connect(new java.net.InetSocketAddress(portal.baseUrl().getHost(), portal.baseUrl().getPort()));
        socket.getOutputStream().write(
                ("GET " + WANTED + " HTTP/1.1\r\nHost: " + portal.baseUrl().getAuthority() + "\r\nCookie: " + cookie
                + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** True when bytes can be read: the response has begun. */
    private static boolean stands(Socket reader) throws IOException {
        return reader.getInputStream().available() > 0;
    }

    private static long busy(DemoPortal portal) {
        return Long.parseLong(TestDatabase.value(portal.config().database(), "select count(*) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and query like "
                + "'%audit_entry%'").orElseThrow());
    }
}
