package nl.rijkscloud.code;

import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.vault.SessionSecret;

/**
 * A code that an outsider fills in on the page of their link.
 *
 * @param link the id of the link that this session has opened, to the transfer of the recipient
 * @param by who holds the link
 */
public record RecipientGuess(SessionSecret session, byte[] link, Actor by, UUID transfer, UUID recipient, String code) {
    /** Without the code, so that no log shows it by accident. */
    @Override
    public String toString() {
        return "RecipientGuess[***]";
    }
}
