package nl.rijkscloud.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * TK: the 32 random bytes from which every key of one transfer is derived. It exists in memory while somebody works with the transfer; at rest it
 * is only in slots. Immutable; it never prints itself.
 */
public final class TransferKey {
    static final int LENGTH = 32;
    private static final String DOCUMENT = "document";

    private final UUID transfer;
    private final byte[] key;

    public TransferKey(UUID transfer, byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a transfer key has 32 bytes");
        }
        this.transfer = transfer;
        this.key = key;
    }

    public static TransferKey random(UUID transfer, SecureRandom random) {
        var key = new byte[LENGTH];
        random.nextBytes(key);
        return new TransferKey(transfer, key);
    }

    public UUID transfer() {
        return transfer;
    }

    /** Opens names, digests and message, but no document. */
    public ManifestKey manifestKey() {
        return new ManifestKey(transfer, Kdf.derive(key, Kdf.bytes(transfer), "manifest", LENGTH));
    }

    /** The FLOE key of one document: 32 bytes. */
    public byte[] documentKey(UUID document) {
        return Kdf.derive(key, Kdf.bytes(transfer, document), DOCUMENT, LENGTH);
    }

    /** The FLOE associated data of one document. */
    public byte[] documentContext(UUID document, long length) {
        return Kdf.concat(
                (Kdf.PREFIX + DOCUMENT).getBytes(StandardCharsets.US_ASCII),
                Kdf.bytes(transfer, document),
                ByteBuffer.allocate(Long.BYTES).putLong(length).array());
    }

    /** Seals what an interrupted request leaves of an unfinished segment: 32 bytes. */
    public byte[] restKey(UUID document) {
        return Kdf.derive(key, Kdf.bytes(transfer, document), "rest", LENGTH);
    }

    /** Makes the codes of one document's pieces, see {@link PieceCodes}: 32 bytes. */
    public byte[] pieceKey(UUID document) {
        return Kdf.derive(key, Kdf.bytes(transfer, document), "pieces", LENGTH);
    }

    public byte[] bytes() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "TransferKey[" + transfer + "]";
    }
}
