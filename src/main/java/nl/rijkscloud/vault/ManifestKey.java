package nl.rijkscloud.vault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The key to what is written about a transfer: names, sizes, digests, message. A report's reader holds this and not the transfer key. Immutable; it
 * never prints itself.
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

    /** @param what the kind of thing and {@code about} its id (or the transfer's own), so that no sealed thing passes for another */
    public byte[] seal(Aead aead, String what, UUID about, byte[] plain) {
        return aead.seal(key, context(what, about), plain);
    }

    /** The plain bytes, or nothing when they were sealed as something else or have been changed. */
    public Optional<byte[]> open(String what, UUID about, byte[] sealed) {
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
