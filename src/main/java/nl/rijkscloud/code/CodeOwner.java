package nl.rijkscloud.code;

import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Topic;

/**
 * Asks whose code a session waits for, so that the guess can be counted at that account first.
 *
 * @param session the id of the session
 */
public record CodeOwner(byte[] session) {
    public static final Topic<CodeOwner, Optional<UUID>> TOPIC = new Topic<>("otp.owner");
}
