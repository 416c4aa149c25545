package nl.rijkscloud.link;

import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.vault.SessionSecret;

/**
 * A mailed link as a browser presents it.
 *
 * @param link and {@code secret}: the two parts as they stand in the address
 * @param session the browser's session, if its cookie holds one
 * @param source where it is presented
 */
public record PresentedLink(String link, String secret, Optional<SessionSecret> session, Source source) {
    /**
     * The result for a working link.
     *
     * @param recipient whose download link it is
     * @param session a new one that may use the link, and all that the given one may
     */
    public record Opened(
            LinkKind kind, UUID transfer, Optional<UUID> recipient, Language language, SessionSecret session) {}

    @Override
    public String toString() {
        return "PresentedLink[***]";
    }
}
