package nl.rijkscloud.vault;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals what an ended or cut request leaves of an unfinished segment. It waits in the upload's row until the next request, bound to the offset it
 * belongs to, under a key of its own label and a random nonce. Safe for use from any thread.
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
