package nl.rijkscloud.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The place for stored documents that no row seems to need: a database restored from a backup may be older than the
 * documents. Each move survives a power cut when it returns. Blocks.
 */
public interface Quarantine {
    /**
     * A document in quarantine.
     *
     * @param since the time when it was moved here, in whole seconds
     */
    record Entry(UUID document, Instant since) {}

    /** Moves the document here. False when it is gone, since another server may do the same. */
    boolean take(UUID document, Instant now) throws IOException;

    /** Moves a document back to its place. False when there is one already, or this one is gone. */
    boolean putBack(Entry entry) throws IOException;

    void delete(Entry entry) throws IOException;

    List<Entry> entries() throws IOException;

    /** The transfer that the stored document itself names. */
    Optional<UUID> transferOf(Entry entry) throws IOException;
}
