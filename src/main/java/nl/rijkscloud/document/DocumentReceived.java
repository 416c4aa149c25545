package nl.rijkscloud.document;

import java.util.UUID;
import nl.rijkscloud.kernel.Bus.Topic;

/**
 * News: all bytes of a document are on disk. A custodian that misses this finds the document in state {@code checking}.
 */
public record DocumentReceived(UUID document) {
    public static final Topic<DocumentReceived> TOPIC = new Topic<>("document.received", DocumentReceived.class);
}
