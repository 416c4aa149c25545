package nl.rijkscloud.document;

import java.util.UUID;
import nl.rijkscloud.kernel.Topic;

/** All bytes of a document are on disk and it waits to be read back; who misses this finds it in state {@code checking}. */
public record DocumentReceived(UUID document) {
    public static final Topic<DocumentReceived, Void> TOPIC = new Topic<>("document.received");
}
