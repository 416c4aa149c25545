package nl.rijkscloud.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * TK: the 32 random bytes from which every key of one transfer is derived. It is in memory while the transfer is in
 * use; at rest it is only in slots. Immutable; never prints itself.
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

    /** Derives the key that opens names, digests and message, but no document. */
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

    /** Derives the key that seals the rest of an interrupted request: 32 bytes. */
    public byte[] restKey(UUID document) {
        return Kdf.derive(key, Kdf.bytes(transfer, document), "rest", LENGTH);
    }

    /** Derives the key for the codes of one document's pieces, see {@code blob.PieceCodes}: 32 bytes. */
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
