package nl.rijkscloud.stream;

import java.util.UUID;
import nl.rijkscloud.vault.TransferKey;

/**
 * A delivered document as its bytes are stored.
 *
 * @param length plaintext bytes
 * @param seals what the SHA-256 over IV and tag of all its segments has to be
 */
public record StoredDocument(TransferKey key, UUID id, long length, byte[] seals) {
    @Override
    public String toString() {
        return "StoredDocument[" + id + "]";
    }
}
