package nl.rijkscloud.code;

import java.util.UUID;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Asks that a sign-in code be sent. The answer comes when the message is due, not when it has been sent.
 *
 * @param session the id of the session that the code will be good for
 * @param staff who gave the right password
 */
public record IssueCode(byte[] session, UUID staff, PhoneNumber phone, Language language) {
    /** Fails with {@code TOO_MANY} when this phone has had enough messages. */
    public static final Topic<IssueCode, Void> ISSUE_CODE = new Topic<>("otp.issue");
}
