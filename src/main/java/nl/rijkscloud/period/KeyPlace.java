package nl.rijkscloud.period;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores period keys outside the database, its log and every backup. A folder today; all servers of one portal share
 * it. Every method blocks, so call it on a worker. An {@code IOException} means that the place is unreachable and says
 * nothing about its content.
 */
interface KeyPlace {
    /**
     * The mark of the installation that owns this place. It tells an empty mount point from a place whose keys are
     * gone.
     */
    Optional<UUID> mark() throws IOException;

    /** Marks the place, durable on return. If another server marked it a moment earlier, that mark stays. */
    void mark(UUID installation) throws IOException;

    /** Stores a new key. Content and name are durable on return, because rows under this key commit afterwards. */
    void put(PeriodKey key) throws IOException;

    /** Returns the key; empty if it is absent or incomplete. */
    Optional<PeriodKey> find(UUID period) throws IOException;

    /** Destroys a key as well as the medium allows, durable on return. Does nothing if the key is gone. */
    void destroy(UUID period) throws IOException;

    /** Lists all keys. */
    List<UUID> periods() throws IOException;
}
