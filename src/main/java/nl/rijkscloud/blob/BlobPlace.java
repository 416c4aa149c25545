package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.platform.Platform;

/**
 * The place of the store, as a start checks it before the portal uses it: the installation that owns it, and if it can
 * be written. Blocks.
 */
public interface BlobPlace {
    /** A reason why the portal cannot work there. */
    enum Trouble {
        /** It is not there at all. */
        ABSENT,
        /** The portal has marked it, and it carries no mark: perhaps it comes later. */
        UNMARKED,
        /** It carries the mark of another portal. */
        FOREIGN,
        /** It holds documents, and the database is new. */
        IN_USE,
        FULL
    }

    static BlobPlace of(Config.Storage config) {
        return config.kind() == Config.StorageKind.S3
                ? new ObjectPlace(config)
                : new FolderPlace(config.folder(), config.memoryBudget());
    }

    static BlobPlace inFolder(Path folder) {
        return new FolderPlace(folder, 0);
    }

    /** The number of threads that keep the store busy. */
    int workers();

    /** Bytes of the budget that segments on their way may take; the store itself has the rest. */
    long poolMemory();

    /** Opens the store in this place, after the start has claimed it. */
    BlobStore open(Platform platform) throws IOException;

    /** The sentence for the operator, which begins with the key of the configuration. */
    String describe(Trouble trouble);

    /** The sentence for the operator when {@link #probe} fails. */
    String describe(IOException failure);

    /** Reasons why documents must not lie there, as sentences for the operator. */
    default List<String> refusals() throws IOException {
        return List.of();
    }

    boolean exists();

    /** The mark of the portal that owns the place; empty when there is none, as in an empty mount point. */
    Optional<UUID> mark() throws IOException;

    /** Marks the place; when this returns, the mark survives a power cut. */
    void setMark(UUID mark) throws IOException;

    boolean holds(UUID document) throws IOException;

    boolean holdsDocuments() throws IOException;

    /** Writes something, makes it durable and removes it. False if the place is full. */
    boolean probe() throws IOException;
}
