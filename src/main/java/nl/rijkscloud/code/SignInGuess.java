package nl.rijkscloud.code;

import java.util.UUID;
import nl.rijkscloud.kernel.Source;

/**
 * A guess at the code of a session.
 *
 * @param session the id of the session
 * @param owner the account at which the guess was counted, see {@link OtpService#findOwner}
 * @param code what was typed
 * @param source where it was typed
 */
public record SignInGuess(byte[] session, UUID owner, String code, Source source) {
    /** Without the code, so that no log shows it by accident. */
    @Override
    public String toString() {
        return "SignInGuess[***]";
    }
}
