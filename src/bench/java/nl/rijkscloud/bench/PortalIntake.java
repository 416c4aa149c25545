package nl.rijkscloud.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;

/** Outsiders add documents, each to a transfer of their own, and delete every document once it was read back. */
final class PortalIntake implements Intake {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final PortalServer portal;
    private final List<SenderJourney> senders;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Double> readBacks = Collections.synchronizedList(new ArrayList<>());

    PortalIntake(PortalServer portal, int senders) {
        this.portal = portal;
        this.senders = IntStream.range(0, senders).mapToObj(i -> SenderJourney.begin(portal.process())).toList();
    }

    @Override
    public Server server() {
        return portal;
    }

    @Override
    public Slot slot(long length) {
        return slot(senders.get(turn.getAndIncrement() % senders.size()), length);
    }

    private Slot slot(SenderJourney sender, long length) {
        var upload = TusUpload.create(sender.browser(), "document.txt", length);
        var head = String.join("\r\n", "PATCH " + upload.path() + " HTTP/1.1", "Host: " + portal.host(),
                "Cookie: " + sender.browser().cookie(),
                "Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Content-Type: " + TusUpload.BODY, "Content-Length: "
                + length, "", "");
        return new Slot() {
            @Override
            public String head() {
                return head;
            }

            @Override
            public void close() throws IOException {
                var before = portal.cpuSeconds();
                awaitChecked(sender);
                readBacks.add((portal.cpuSeconds() - before) / (length / 1e9));
                Awaitility.await("deleted").atMost(PATIENCE).pollInterval(OFTEN)
                        .until(() -> Set.of(204, 404).contains(upload.delete().statusCode()));
            }
        };
    }

    /**
     * CPU seconds per GB after a document's response, in the order of the documents: useful when they come one at a
     * time.
     */
    List<Double> readBacks() {
        return readBacks;
    }

    SenderJourney sender() {
        return senders.getFirst();
    }

    /** Repeats the request when the server is too busy to answer, but not when it is gone. */
    static void awaitChecked(SenderJourney sender) {
        Awaitility.await("read back").atMost(PATIENCE).pollInterval(OFTEN).ignoreException(IllegalStateException.class)
                .until(() -> SenderJourney.documents(sender.transfer()).stream()
                .map(PortalIntake::state).noneMatch("checking"::equals));
    }

    private static String state(JsonObject document) {
        return document.getString("state");
    }
}
