package nl.rijkscloud.access;

import io.vertx.core.Future;
import java.util.UUID;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.vault.SessionSecret;

/** Gives the owner of a draft what the holder of an upload link has. {@code sending} implements it. */
@FunctionalInterface
public interface DraftGrants {
    /**
     * @param owner the signed-in person
     * @return the upload grant; fails with {@code NOT_FOUND} for all but a draft of this person
     */
    Future<Grant> grant(SessionSecret session, UUID owner, UUID transfer);
}
