package nl.rijkscloud.sending;

import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.link.Grant;

/** The owner changes recipients, language or message of a draft. */
public record SaveDraft(Grant grant, Draft draft) {
    /** Fails with {@code NOT_FOUND} when it is no draft any more. */
    public static final Topic<SaveDraft, Void> TOPIC = new Topic<>("draft.save");
}
