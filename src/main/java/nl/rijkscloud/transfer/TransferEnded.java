package nl.rijkscloud.transfer;

import java.util.UUID;
import nl.rijkscloud.kernel.Topic;

/** News: this transfer has ended, and what is running of it is to be cut. */
public record TransferEnded(UUID transfer) {
    public static final Topic<TransferEnded, Void> TOPIC = new Topic<>("transfer.ended");
}
