package nl.rijkscloud.compose;

import java.util.Optional;
import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Transfer;

/** The sender presses "Verstuur document(en)". */
public record Submit(Grant grant, Message message) {
    /** Answers how things are then, the first time and every next one. */
    public static final Topic<Submit, Sent> TOPIC = new Topic<>("transfer.submit");

    /** @param next the link to add a further answer with, which is in the confirmation too; the first time only */
    public record Sent(Transfer transfer, Optional<String> next) {
        @Override
        public String toString() {
            return "Sent[" + transfer.id() + "]";
        }
    }
}
