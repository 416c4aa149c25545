package nl.rijkscloud.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;

/** Somebody outside who adds documents to one transfer, and takes each out again once it has been read back. */
final class PortalIntake implements Intake {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final PortalServer portal;
    private final SenderJourney sender;
    private final List<Double> readBacks = new ArrayList<>();

    PortalIntake(PortalServer portal) {
        this.portal = portal;
        sender = SenderJourney.begin(portal.process());
    }

    @Override
    public Server server() {
        return portal;
    }

    @Override
    public Slot slot(long length) {
        var upload = TusUpload.create(sender.browser(), "document.txt", length);
        var head = String.join("\r\n", "PATCH " + upload.path() + " HTTP/1.1", "Host: " + portal.host(), "Cookie: " + sender.browser().cookie(),
                "Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Content-Type: " + TusUpload.BODY, "Content-Length: " + length, "", "");
        return new Slot() {
            @Override
            public String head() {
                return head;
            }

            @Override
            public void close() throws IOException {
                readBacks.add(cpuOfReadBack() / (length / 1e9));
                SenderJourney.expect(204, upload.delete());
            }
        };
    }

    /** CPU seconds per GB of what goes on behind a document's answer, in the order of the documents. One document at a time. */
    List<Double> readBacks() {
        return readBacks;
    }

    SenderJourney sender() {
        return sender;
    }

    private double cpuOfReadBack() throws IOException {
        var before = portal.cpuSeconds();
        awaitChecked();
        return portal.cpuSeconds() - before;
    }

    void awaitChecked() {
        Awaitility.await("read back").atMost(PATIENCE).pollInterval(OFTEN).until(() -> SenderJourney.documents(sender.transfer()).stream()
                .noneMatch(document -> document.getString("state").equals("checking")));
    }
}
