package nl.rijkscloud.blob;

import java.io.IOException;
import java.util.UUID;
import nl.rijkscloud.vault.TransferKey;

/**
 * A document that one writer has taken. To write, first lock the document, then raise the epoch in the row, and only
 * then ask for the {@link #writer}: a server that stalls between these steps, however long, finds the document or the
 * row taken and changes nothing.
 *
 * <p>A store that cannot lock may give the same document to several writers. It then has to hold them apart by the
 * epoch: what a writer has written counts only if the store recorded it under the epoch that the row still has.
 */
public interface LockedBlob extends AutoCloseable {
    /**
     * Opens a writer at {@code offset}, and forgets bytes beyond its last whole segment that were written and never
     * committed. Closing the writer closes this too.
     *
     * @param epoch of the row, raised since this document was locked
     */
    BlobWriter writer(TransferKey key, UUID document, long length, long offset, long epoch) throws IOException;

    @Override
    void close() throws IOException;
}
