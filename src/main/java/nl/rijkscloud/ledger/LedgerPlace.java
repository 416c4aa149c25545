package nl.rijkscloud.ledger;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores the ledger outside the database and outside its backups. All servers of one portal share it, and each writes
 * only its own files. Every method blocks, so call it on a worker. Days are those of UTC.
 */
interface LedgerPlace {
    /** The mark of the installation that owns this place; empty for an empty mount point. */
    Optional<UUID> mark() throws IOException;

    /** Marks the place, durable on return. */
    void mark(UUID installation) throws IOException;

    /** Adds an entry, durable on return. */
    void append(UUID node, LedgerEntry entry) throws IOException;

    /** The entries that all servers wrote on this day, in no order. */
    List<LedgerEntry> entries(LocalDate day) throws IOException;

    /** The positions that servers have confirmed. */
    Map<UUID, Long> positions() throws IOException;

    /** Records a position that the database has committed, durable on return. */
    void setPosition(UUID node, long position) throws IOException;

    /** Removes the position of a server that has ended; its entries stay. */
    void removePosition(UUID node) throws IOException;

    /** Removes the entries of all days before this one. */
    void removeBefore(LocalDate day) throws IOException;

    /** Writes something durably and removes it. False if the place is full. */
    boolean probe() throws IOException;
}
