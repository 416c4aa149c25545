package nl.rijkscloud.blob;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.floe.FloeKey;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.TransferKey;

/**
 * The layout of a file: one block of 4096 bytes, then segments of 65536 bytes on block boundaries. The block begins
 * with a magic word and the two ids, and ends with the FLOE header, so that the file from byte {@value #HEADER_START}
 * on is a plain FLOE ciphertext.
 */
final class BlobLayout {
    static final FloeParameters PARAMETERS = FloeParameters.STANDARD;
    static final int BLOCK = 4096;
    static final int HEADER_START = BLOCK - FloeParameters.HEADER_LENGTH;

    private static final byte[] MAGIC = "RIJKSC/1".getBytes(StandardCharsets.US_ASCII);

    private BlobLayout() {}

    static ByteBuffer firstBlock(UUID transfer, UUID document, byte[] header) {
        return ByteBuffer.allocate(BLOCK)
                .put(MAGIC)
                .put(Kdf.bytes(transfer, document))
                .put(HEADER_START, header)
                .clear();
    }

    static FloeKey floeKey(TransferKey key, UUID document, long length) {
        return new FloeKey(PARAMETERS, key.documentKey(document), key.documentContext(document, length), Aead.PROVIDER);
    }

    /** The FLOE header of the document's file. Throws if the file is another one's. */
    static byte[] header(FileChannel file, UUID transfer, UUID document) throws IOException {
        var block = ByteBuffer.allocate(BLOCK);
        readFully(file, block, 0);
        return header(block.flip(), transfer, document);
    }

    /**
     * The FLOE header in the first block of the document's file.
     *
     * @param block from its beginning to its limit
     */
    static byte[] header(ByteBuffer block, UUID transfer, UUID document) throws BlobReader.Changed {
        var start = ByteBuffer.wrap(Kdf.concat(MAGIC, Kdf.bytes(transfer, document)));
        if (!block.slice(0, start.limit()).equals(start)) {
            throw new BlobReader.Changed(document, "is another file");
        }
        var header = new byte[FloeParameters.HEADER_LENGTH];
        block.get(HEADER_START, header);
        return header;
    }

    /** The transfer that a file names in its first block; empty when the file is no blob, too short or gone. */
    static Optional<UUID> transferOf(Path path) throws IOException {
        var start = ByteBuffer.allocate(MAGIC.length + 2 * Long.BYTES);
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            readFully(file, start, 0);
        } catch (NoSuchFileException | EOFException none) {
            return Optional.empty();
        }
        return transferOf(start);
    }

    /** The transfer in these bytes of a file, its first ones; empty when they are of no blob. */
    static Optional<UUID> transferOf(ByteBuffer start) {
        return start.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
                ? Optional.of(new UUID(start.getLong(MAGIC.length), start.getLong(MAGIC.length + Long.BYTES)))
                : Optional.empty();
    }

    /** The position of segment {@code index} in the file. */
    static long start(long index) {
        return BLOCK + index * PARAMETERS.segmentLength();
    }

    /** The length of the whole file of a document of {@code length} bytes. */
    static long fileLength(long length) {
        return HEADER_START + PARAMETERS.ciphertextLength(length);
    }

    /** Fills the buffer from {@code position} on, or throws. */
    static void readFully(FileChannel file, ByteBuffer buffer, long position) throws IOException {
        for (var at = position; buffer.hasRemaining(); ) {
            var read = file.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the blob ends at byte " + at);
            }
            at += read;
        }
    }
}
