package nl.rijkscloud.code;

import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.vault.SessionSecret;

/**
 * Somebody outside fills in a code on the page of their link.
 *
 * @param link the id of the link that this session has opened, to the transfer of the recipient
 * @param by who holds the link
 */
public record OpenWithCode(SessionSecret session, byte[] link, Actor by, UUID transfer, UUID recipient, String code) {
    /**
     * Answers the cookie under which the session goes on; the old one is worth nothing. Fails with {@code UNAUTHENTICATED}: {@code code-wrong} with
     * {@code triesLeft}, {@code code-unusable} when there is no code that is good for anything, {@code code-locked} when only staff can help.
     */
    public static final Topic<OpenWithCode, SessionSecret> TOPIC = new Topic<>("otp.open");

    @Override
    public String toString() {
        return "OpenWithCode[***]";
    }
}
