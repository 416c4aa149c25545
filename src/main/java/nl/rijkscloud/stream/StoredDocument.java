package nl.rijkscloud.stream;

import java.util.UUID;
import nl.rijkscloud.vault.TransferKey;

/**
 * A delivered document and its key.
 *
 * @param length bytes of plaintext
 * @param seals the recorded SHA-256 over IV and tag of all its segments
 */
public record StoredDocument(TransferKey key, UUID id, long length, byte[] seals) {
    @Override
    public String toString() {
        return "StoredDocument[" + id + "]";
    }
}
