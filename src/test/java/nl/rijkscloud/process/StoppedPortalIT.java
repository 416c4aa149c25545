package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM during uploads and downloads. */
final class StoppedPortalIT {
    /** More than all buffers between portal and client hold. */
    private static final Content CONTENT = new Content(48 << 20);
    private static final long HALF = CONTENT.length() / 2;

    /** Log lines that would alarm an operator. */
    private static final String[] TROUBLE = {" WARN ", " ERROR ", "\tat ", "Exception"};

    /** The exit code of a JVM that SIGTERM ended in order. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    @Test
    void runningRequestsFinishAndNewOnesAreRefused() throws Exception {
        try (var portal = PortalProcess.start(folder, drain("45s"))) {
            var sender = SenderJourney.begin(portal);
            var film = whole(sender, "film.txt");
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(sender.downloadLink());
            var next = SenderJourney.begin(portal);
            var upload = TusUpload.create(next.browser(), "opname.txt", CONTENT.length());

            try (var line = new RawConnection(portal.baseUrl());
                    var download = staff.browser().stream(film.getString("href")).body()) {
                CONTENT.send(line.patch(upload, 0, CONTENT.length()), 0, HALF);
                portal.terminate();
                awaitNotReady(portal);
                Awaitility.await("no new connections").atMost(PortalProcess.PATIENCE)
                        .untilAsserted(() -> assertThatThrownBy(() -> connect(portal))
                                .isInstanceOf(ConnectException.class));

                assertThat(CONTENT.expect(download, 0, CONTENT.length())).isEqualTo(film.getString("sha256"));
                CONTENT.send(line, HALF, CONTENT.length());
                assertThat(line.readHead()).startsWith("HTTP/1.1 204 ");
            }
            assertThat(portal.exit()).isEqualTo(TERMINATED);
            assertThat(stop(portal)).contains("stopped").doesNotContain(TROUBLE);

            portal.start();
            next.submit();
            assertThat(next.report().getString("state")).isEqualTo("delivered");
        }
    }

    @Test
    void longUploadIsCutAndContinuesWithTheSameCookie() throws Exception {
        try (var portal = PortalProcess.start(folder, drain("1s"))) {
            var sender = SenderJourney.begin(portal);
            var upload = TusUpload.create(sender.browser(), "opname.txt", CONTENT.length());
            long acknowledged;
            try (var line = new RawConnection(portal.baseUrl())) {
                CONTENT.send(line.patch(upload, 0, CONTENT.length()), 0, HALF);
                acknowledged = Awaitility.await().atMost(PortalProcess.PATIENCE)
                        .until(upload::offset, offset -> offset > 0);
                assertThat(acknowledged).as("there is more to be saved").isLessThan(HALF);
                portal.terminate();
                assertThat(portal.exit()).isEqualTo(TERMINATED);
                assertThat(line.readToEnd()).doesNotContain("204");
            }
            assertThat(stop(portal)).contains("stopped").doesNotContain(TROUBLE);

            portal.start();
            var saved = upload.offset();
            assertThat(saved).isGreaterThan(acknowledged).isLessThanOrEqualTo(HALF);
            assertThat(upload.append(saved, CONTENT.bytes(saved, CONTENT.length())).statusCode()).isEqualTo(204);
            sender.submit();
            assertThat(SenderJourney.documents(sender.report()).getFirst().getString("sha256"))
                    .isEqualTo(Sample.sha256(CONTENT.bytes(0, CONTENT.length())));
        }
    }

    @Test
    void readinessFailsBeforeRequestsAreRefused() throws Exception {
        var server = new JsonObject().put("drainAfter", "6s").put("drain", "1s");
        try (var portal = PortalProcess.start(folder, new JsonObject().put("server", server))) {
            portal.terminate();
            awaitNotReady(portal);

            connect(portal);
            assertThat(new PortalClient(portal.baseUrl()).get("/").statusCode()).isEqualTo(200);

            assertThat(portal.exit()).isEqualTo(TERMINATED);
            assertThat(stop(portal)).doesNotContain(TROUBLE);
        }
    }

    @Test
    void cutDownloadIsLoggedAsCutAndCanBeContinued() throws Exception {
        try (var portal = PortalProcess.start(folder, drain("1s"))) {
            var sender = SenderJourney.begin(portal);
            var film = whole(sender, "film.txt");
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(sender.downloadLink());
            var upload = TusUpload.create(SenderJourney.begin(portal).browser(), "opname.txt", CONTENT.length());

            var response = staff.browser().stream(film.getString("href"));
            long received;
            try (var download = response.body(); var line = new RawConnection(portal.baseUrl())) {
                CONTENT.send(line.patch(upload, 0, CONTENT.length()), 0, HALF);
                portal.terminate();
                assertThat(portal.exit()).isEqualTo(TERMINATED);
                received = readUntilCut(download);
            }
            assertThat(received).isPositive().isLessThan(CONTENT.length());
            assertThat(stop(portal)).contains("did not end within server.drain and are cut: 2", "stopped")
                    .doesNotContain(TROUBLE);

            portal.start();
            var tag = response.headers().firstValue("ETag").orElseThrow();
            var rest = staff.browser()
                    .stream(film.getString("href"), "Range", "bytes=" + received + "-", "If-Range", tag);
            assertThat(rest.statusCode()).isEqualTo(206);
            try (var download = rest.body()) {
                CONTENT.expect(download, received, CONTENT.length());
            }
        }
    }

    /** Everything that the portal has printed since the stop. */
    private static String stop(PortalProcess portal) {
        return portal.log().substring(portal.log().lastIndexOf("stopping;"));
    }

    private static long readUntilCut(InputStream download) {
        var received = 0L;
        try {
            for (var got = download.readNBytes(Content.BLOCK); got.length > 0; got =
                    download.readNBytes(Content.BLOCK)) {
                assertThat(got).isEqualTo(CONTENT.bytes(received, received + got.length));
                received += got.length;
            }
        } catch (IOException cut) {
            // A browser sees this too: fewer bytes than announced.
        }
        return received;
    }

    private static JsonObject whole(SenderJourney sender, String name) throws Exception {
        var upload = TusUpload.create(sender.browser(), name, CONTENT.length());
        assertThat(upload.append(0, CONTENT.bytes(0, CONTENT.length())).statusCode()).isEqualTo(204);
        sender.submit();
        var document = SenderJourney.documents(sender.report()).getFirst();
        return document.put("href", "/api/documents/" + document.getString("id"));
    }

    private static void awaitNotReady(PortalProcess portal) {
        Awaitility.await("not ready").atMost(PortalProcess.PATIENCE).until(() -> portal.ready() == 503);
    }

    private static void connect(PortalProcess portal) throws Exception {
        new Socket(portal.baseUrl().getHost(), portal.baseUrl().getPort()).close();
    }

    private static JsonObject drain(String time) {
        return new JsonObject().put("server", new JsonObject().put("drain", time));
    }
}
