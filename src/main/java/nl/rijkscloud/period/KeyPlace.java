package nl.rijkscloud.period;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where period keys lie: outside the database, its log and every backup. A folder now; all servers of one portal share it. Every method blocks, so call
 * it on a worker. An {@code IOException} means that the place cannot be reached, which says nothing about what is in it.
 */
public interface KeyPlace {
    /** The mark of the installation that this place belongs to, so that an empty mount point is not taken for a place whose keys are gone. */
    Optional<UUID> mark() throws IOException;

    /** Marks the place; durable when it returns. Somebody who marked it a moment earlier wins. */
    void mark(UUID installation) throws IOException;

    /** Keeps a new key. Content and name are durable when it returns: rows that are sealed under the key commit after that. */
    void put(PeriodKey key) throws IOException;

    /** The key, or nothing when it is not there, or is not whole. */
    Optional<PeriodKey> find(UUID period) throws IOException;

    /** Destroys a key as well as the medium allows; durable when it returns. Harmless when the key is gone already. */
    void destroy(UUID period) throws IOException;

    /** All keys that are there. */
    List<UUID> periods() throws IOException;
}
