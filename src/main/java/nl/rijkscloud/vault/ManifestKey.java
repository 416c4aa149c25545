package nl.rijkscloud.vault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key to the description of a transfer: names, sizes, digests, message. The reader of a report holds this key and
 * not the transfer key. Immutable; never prints itself.
 */
public final class ManifestKey {
    private final UUID transfer;
    private final byte[] key;

    ManifestKey(UUID transfer, byte[] key) {
        this.transfer = transfer;
        this.key = key;
    }

    public UUID transfer() {
        return transfer;
    }

    /**
     * @param what the kind of content; {@code about}: its id, or the transfer's. Both are bound in, so that no sealed
     *     content passes for another
     */
    public byte[] seal(Aead aead, String what, UUID about, byte[] plain) {
        return aead.seal(key, context(what, about), plain);
    }

    /** Opens the bytes; empty if they were sealed for another purpose or changed. */
    public Optional<byte[]> open(String what, UUID about, byte @Nullable [] sealed) {
        return Aead.open(key, context(what, about), sealed);
    }

    private byte[] context(String what, UUID about) {
        return Kdf.concat((Kdf.PREFIX + what).getBytes(StandardCharsets.US_ASCII), Kdf.bytes(transfer, about));
    }

    byte[] bytes() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "ManifestKey[" + transfer + "]";
    }
}
