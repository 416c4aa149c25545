package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.vault.TransferKey;

/**
 * The store of sealed documents. It holds ciphertext only, under random ids. Its callers know documents, offsets and
 * epochs; where bytes lie and how writers are kept apart is the implementation's. Everything here blocks: call it on a
 * worker or virtual thread.
 *
 * <p>Each implementation keeps these promises, and {@code BlobStoreContract} tests them. Bytes that
 * {@link BlobWriter#sync} has confirmed survive a crash. A writer whose row has been fenced changes nothing that a
 * later writer has confirmed. A document that is marked as whole is not written again, except by {@link #reopen}.
 */
public interface BlobStore {
    /** The documents are listed in this many parts, by the first byte of their ids. */
    int PARTS = 256;

    /** The store in this folder, which exists. Makes the folders in it. */
    static BlobStore inFolder(Path folder, SecureRandom random) throws IOException {
        return new FolderBlobStore(folder, random);
    }

    /** Fails with {@link StoreAway} when this is no longer the store of the start. */
    void confirm() throws IOException;

    /**
     * Confirms the store, and writes to it as an upload does.
     *
     * @return false if it is full. The server stays in service then: stored documents can be downloaded, and no other
     *     server has more room
     */
    boolean probe() throws IOException;

    /** The number of bytes that the store still has room for. */
    long usableSpace() throws IOException;

    /** Begins a new document; when this returns, its beginning survives a power cut. */
    void create(TransferKey key, UUID document, long length) throws IOException;

    /**
     * Begins a new document, and writes it at once. Nothing of it survives a power cut before the writer's first sync:
     * no row may name the document before that. Call {@link #confirm} first.
     *
     * @param epoch of the row that will be written
     */
    BlobWriter begin(TransferKey key, UUID document, long length, long epoch) throws IOException;

    /** Takes the document for writing. Empty when somebody else has it, or when the document is whole. */
    Optional<LockedBlob> lock(UUID document) throws IOException;

    /**
     * Lets a document be written again that is marked as whole, if the mark is older than the row's epoch: its writer
     * died before the row said so.
     *
     * @param epoch of a row that still takes bytes, and was fenced just now
     * @return true if {@link #lock} is worth another try
     */
    boolean reopen(UUID document, long epoch) throws IOException;

    /** Opens a complete document for reading, in any order. */
    BlobReader read(TransferKey key, UUID document, long length) throws IOException, FloeException;

    /**
     * Opens a document that may not be complete, for reading: the reader stays below the row's offset, where the bytes
     * are as they will be.
     *
     * @param length of the whole document
     */
    BlobReader readBegun(TransferKey key, UUID document, long length) throws IOException, FloeException;

    /**
     * Opens a complete document for reading it once, from its beginning to its end, with as few and as large reads as
     * the store likes best. Bytes come from where they are durable, and not from a cache.
     *
     * @param window of {@link BlobReader#window}; the reader's until it is closed
     */
    BlobReader readThrough(TransferKey key, UUID document, long length, ByteBuffer window)
            throws IOException, FloeException;

    /**
     * Opens the ciphertext of a complete document, which needs no key, for reading it as {@link #readThrough} does.
     *
     * @throws BlobReader.Changed if the stored document has another length, or is another document
     * @throws java.nio.file.NoSuchFileException if it is not there, although the store is
     */
    BlobReader.Ciphertext ciphertext(UUID transfer, UUID document, long length, ByteBuffer window) throws IOException;

    /** Removes the document, if it is there. Returns when that survives a power cut. */
    void delete(UUID document) throws IOException;

    /**
     * The documents in one part of the store; other files there are left out. Documents may come and go meanwhile.
     *
     * @param part the first byte of their ids: 0 to {@link #PARTS} - 1
     */
    List<UUID> documents(int part) throws IOException;

    /** Removes leftovers of crashes in one part of the store, which belong to no document and never will. */
    default void tidy(int part) throws IOException {}

    /** The moment of the last write to the document; empty when the store does not have it. */
    Optional<Instant> writtenAt(UUID document) throws IOException;

    /** The transfer that the stored document names; empty when it names none, or is gone. */
    Optional<UUID> transferOf(UUID document) throws IOException;

    /** The place in which documents wait that no row seems to need. */
    Quarantine quarantine();
}
