package nl.rijkscloud.code;

import java.time.Duration;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Topic;

/**
 * Somebody outside asks for a fresh code on the page of their link.
 *
 * @param by who holds the link
 */
public record RequestCode(Receiver receiver, Actor by) {
    /**
     * Answers after how long they may ask again; the message is due then, not sent. Fails with {@code UNAUTHENTICATED} {@code code-locked}, and with
     * {@code TOO_MANY} when it is too soon, or this number or the whole portal has had enough.
     */
    public static final Topic<RequestCode, Duration> TOPIC = new Topic<>("otp.request");
}
