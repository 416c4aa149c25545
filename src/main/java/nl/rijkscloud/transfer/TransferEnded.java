package nl.rijkscloud.transfer;

import java.util.UUID;
import nl.rijkscloud.kernel.Bus.Topic;

/** News: a transfer has ended, and its running uploads and downloads have to be cut. */
public record TransferEnded(UUID transfer) {
    public static final Topic<TransferEnded> TOPIC = new Topic<>("transfer.ended", TransferEnded.class);
}
