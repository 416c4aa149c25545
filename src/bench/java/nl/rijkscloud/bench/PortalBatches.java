package nl.rijkscloud.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;

/**
 * An outsider who adds many documents to one transfer. A document is finished when it was read back from the disk, its
 * digests are recorded and it is accepted. The documents stay until the portal is stopped.
 *
 * @param tus the way to send one document
 */
record PortalBatches(PortalServer portal, TusRequests tus) implements Batches {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration OFTEN = Duration.ofMillis(20);

    @Override
    public Server server() {
        return portal;
    }

    @Override
    public Batch open(int documents) {
        return new Transfer(SenderJourney.begin(portal.process()), documents);
    }

    /** The address that creates a document of this sender. */
    static String target(SenderJourney sender) {
        return "/api/uploads?transfer=" + sender.transferId();
    }

    /**
     * Returns once all documents of a transfer are accepted. It asks the database: a request to the portal would add to
     * the measured cost.
     */
    static void awaitAccepted(PortalServer portal, SenderJourney sender, int documents) {
        var accepted = "select count(*) from document where state = 'accepted' and transfer_id = '"
                + UUID.fromString(sender.transferId()) + "'";
        var all = Integer.toString(documents);
        Awaitility.await("accepted").atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(OFTEN)
                .until(() -> TestDatabase.value(portal.database().config(), accepted).filter(all::equals).isPresent());
    }

    private final class Transfer implements Batch {
        private final SenderJourney sender;
        private final int documents;
        private final String target;

        Transfer(SenderJourney sender, int documents) {
            this.sender = sender;
            this.documents = documents;
            target = target(sender);
        }

        @Override
        public Exchange.Answer send(Exchange exchange, int number, long length) throws IOException {
            return tus.send(exchange, portal, target, "scan-" + number + ".txt", length,
                    "Cookie: " + sender.browser().cookie());
        }

        @Override
        public void awaitSettled() {
            awaitAccepted(portal, sender, documents);
        }

        @Override
        public void close() {}
    }
}
