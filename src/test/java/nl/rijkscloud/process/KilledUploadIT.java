package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9}, again and again, during the upload of one document. A longer run by hand:
 * <pre>mvn -B verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=KilledUploadIT
 * -Dkill.bytes=2147483648 -Dkill.times=30</pre>
 */
final class KilledUploadIT {
    private static final boolean BY_HAND = System.getProperty("kill.bytes") != null;
    private static final Content CONTENT = new Content(Long.getLong("kill.bytes", 256 << 20) + 12_345);
    private static final int KILLS = Integer.getInteger("kill.times", 9);
    private static final int ASK_EVERY = 12 << 20;
    private static final int STEP = 64 << 10;

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> lives = new ArrayList<>();
    private long acknowledged;

    @TempDir
    private Path folder;

    private PortalProcess portal;
    private TusUpload upload;

    @BeforeEach
    void start() throws IOException {
        portal = BY_HAND
                ? PortalProcess.startAsInProduction(folder, new JsonObject())
                : PortalProcess.start(folder, new JsonObject());
    }

    @AfterEach
    void stop() throws IOException {
        if (BY_HAND && portal.isAlive()) {
            lives.add(portal.usage().toString());
            System.out.printf("seed %d, %d bytes, %d lives:%n  %s%n", seed, CONTENT.length(), lives.size(),
                    String.join("\n  ", lives));
        }
        portal.close();
    }

    @Test
    void acknowledgedBytesSurviveEveryKillAndTheDocumentIsExact() throws Exception {
        var sender = SenderJourney.begin(portal);
        upload = TusUpload.create(sender.browser(), "opname.txt", CONTENT.length());
        for (var kill = 1; kill <= KILLS; kill++) {
            if (kill % 3 == 0) {
                dieAsSoonAsSomethingIsAcknowledged();
            } else {
                sendSomeAndDie(CONTENT.length() * kill / (KILLS + 1));
            }
        }
        sendTheRestAndDieUnheard();
        if (offset() < CONTENT.length()) {
            try (var line = new RawConnection(portal.baseUrl())) {
                CONTENT.send(line.patch(upload, acknowledged, CONTENT.length() - acknowledged), acknowledged,
                        CONTENT.length());
                assertThat(line.readHead()).startsWith("HTTP/1.1 204 ");
            }
        }
        sender.submit();
        portal.kill(); // while it is being checked or delivered
        DeadLeases.end(portal);
        portal.start();

        var report = sender.report();
        assertThat(report.getString("state")).isEqualTo("delivered");
        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(sender.downloadLink());
        var document = SenderJourney.documents(staff.transfer()).getFirst();
        try (var body = staff.browser().stream(document.getString("href")).body()) {
            assertThat(CONTENT.expect(body, 0, CONTENT.length()))
                    .isEqualTo(document.getString("sha256"))
                    .isEqualTo(SenderJourney.documents(report).getFirst().getString("sha256"));
        }
    }

    /**
     * Sends up to a random byte before {@code most}, reads the safe offset now and then, and kills the portal with
     * bytes in all its buffers.
     */
    private void sendSomeAndDie(long most) throws IOException {
        var from = offset();
        var to = from + random.nextLong(1, Math.max(2, most - from));
        try (var line = new RawConnection(portal.baseUrl())) {
            line.patch(upload, from, CONTENT.length() - from);
            for (var at = from; at < to; at += ASK_EVERY) {
                CONTENT.send(line, at, Math.min(at + ASK_EVERY, to));
                offset();
            }
            dieAndRise();
        }
    }

    /** Few bytes follow the acknowledged ones: an acknowledgement of a few bytes too many would show. */
    private void dieAsSoonAsSomethingIsAcknowledged() throws IOException {
        var from = offset();
        try (var line = new RawConnection(portal.baseUrl())) {
            line.patch(upload, from, CONTENT.length() - from);
            var at = Math.min(from + ASK_EVERY, CONTENT.length());
            CONTENT.send(line, from, at);
            for (; offset() == from && at < CONTENT.length(); at = Math.min(at + STEP, CONTENT.length())) {
                CONTENT.send(line, at, Math.min(at + STEP, CONTENT.length()));
            }
            dieAndRise();
        }
    }

    /** The last byte is sent and its response has not arrived. */
    private void sendTheRestAndDieUnheard() throws IOException {
        var from = offset();
        try (var line = new RawConnection(portal.baseUrl())) {
            CONTENT.send(line.patch(upload, from, CONTENT.length() - from), from, CONTENT.length());
            dieAndRise();
        }
    }

    private void dieAndRise() throws IOException {
        lives.add(acknowledged + " acknowledged; " + portal.usage());
        portal.kill();
        portal.start();
    }

    /** The portal's offset: never lower than any earlier one. */
    private long offset() {
        var now = upload.offset();
        assertThat(now).as("seed %d", seed).isBetween(acknowledged, CONTENT.length());
        acknowledged = now;
        return now;
    }
}
