package nl.rijkscloud.code;

import java.util.UUID;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Topic;

/**
 * A guess at the code of a session.
 *
 * @param session the id of the session
 * @param owner at whose account the guess was counted, see {@link CodeOwner}
 * @param code what was typed
 * @param source where
 */
public record CheckCode(byte[] session, UUID owner, String code, Source source) {
    /**
     * Answers whose code it is, once. Fails with {@code UNAUTHENTICATED}: {@code code-wrong} with {@code triesLeft}, at
     * least 1, or {@code code-unusable} when this session has no code that is still good for anything.
     */
    public static final Topic<CheckCode, UUID> CHECK_CODE = new Topic<>("otp.check");

    /** Not even in a log by accident. */
    @Override
    public String toString() {
        return "CheckCode[***]";
    }
}
