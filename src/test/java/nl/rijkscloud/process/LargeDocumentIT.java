package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One document of more than 4 GiB, up and down, with a server of 256 MiB. It also measures; by hand, with another size:
 * <pre>mvn -B verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=LargeDocumentIT
 * -Dlarge.bytes=8589934592</pre>
 */
final class LargeDocumentIT {
    private static final long BORDER = 1L << 32;
    private static final boolean BY_HAND = System.getProperty("large.bytes") != null;
    private static final Content CONTENT = new Content(Long.getLong("large.bytes", BORDER) + 12_345);
    private static final long DISK = CONTENT.length() + (8L << 30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Heap and direct memory, both at their maximum, and the overhead of a JVM and its libraries. */
    private static final long MOST_MIB = 256 + 256 + 200;

    @TempDir
    private Path folder;

    private PortalProcess portal;

    @AfterEach
    void stop() {
        if (portal != null) {
            portal.close();
        }
    }

    @Test
    void documentBeyondFourGibibytesIsExactAndMemoryIsBounded() throws Exception {
        var free = Files.getFileStore(folder).getUsableSpace();
        Assumptions.assumeTrue(free > DISK,
                () -> (free >> 30) + " GiB of disk are free, and this needs " + (DISK >> 30));
        portal = PortalProcess.startAsInProduction(folder, new JsonObject());
        var sender = SenderJourney.begin(portal);
        say("started");

        var upload = TusUpload.create(sender.browser(), "opname.txt", CONTENT.length());
        try (var line = new RawConnection(portal.baseUrl())) {
            CONTENT.send(line.patch(upload, 0, CONTENT.length()), 0, CONTENT.length());
            assertThat(line.readHead()).startsWith("HTTP/1.1 204 ").contains("Upload-Offset: " + CONTENT.length());
        }
        say("uploaded");
        sender.submit();
        var link = Awaitility.await("read back").atMost(PATIENCE).ignoreExceptions()
                .until(sender::downloadLink, found -> true);
        say("read back and delivered");

        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(link);
        var document = SenderJourney.documents(staff.transfer()).getFirst();
        var from = BORDER - 70_000;
        var to = Math.min(CONTENT.length(), BORDER + 70_000);
        var part = staff.browser().stream(document.getString("href"), "Range", "bytes=" + from + "-" + (to - 1));
        assertThat(part.statusCode()).isEqualTo(206);
        try (var body = part.body()) {
            CONTENT.expect(body, from, to);
        }
        try (var body = staff.browser().stream(document.getString("href")).body()) {
            assertThat(CONTENT.expect(body, 0, CONTENT.length())).isEqualTo(document.getString("sha256"));
        }
        say("downloaded");
        assertThat(portal.usage().peakMiB()).isLessThan(MOST_MIB);
    }

    private void say(String what) throws IOException {
        if (BY_HAND) {
            System.out.printf("%tT %s: %s%n", System.currentTimeMillis(), what, portal.usage());
        }
    }
}
