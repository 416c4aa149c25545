package nl.rijkscloud.vault;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals the rest of an unfinished segment when a request ends or is cut. It stays in the row of the upload until the
 * next request, bound to its offset, under its own key and a random nonce. Safe for use from any thread.
 */
public final class PartialSegments {
    private final Aead aead;

    public PartialSegments(Aead aead) {
        this.aead = aead;
    }

    public byte[] seal(TransferKey key, UUID document, long offset, byte[] plain) {
        return aead.seal(key.restKey(document), context(document, offset), plain);
    }

    public Optional<byte[]> open(TransferKey key, UUID document, long offset, byte[] sealed) {
        return Aead.open(key.restKey(document), context(document, offset), sealed);
    }

    private static byte[] context(UUID document, long offset) {
        return Kdf.concat(Kdf.bytes(document), ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }
}
