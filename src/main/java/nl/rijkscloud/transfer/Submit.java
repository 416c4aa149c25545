package nl.rijkscloud.transfer;

import nl.rijkscloud.bus.Topic;
import nl.rijkscloud.link.Grant;

/** The sender presses "Verstuur document(en)". */
public record Submit(Grant grant, Message message) {
    /** Answers the transfer as it is then, the first time and every next one. */
    public static final Topic<Submit, Transfer> TOPIC = new Topic<>("transfer.submit");
}
