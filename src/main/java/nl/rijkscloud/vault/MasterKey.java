package nl.rijkscloud.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The key of the server: 32 random bytes that exist only in a file. It wraps the keys of all purposes and does nothing
 * else; alone it opens no document. Immutable, safe for use from any thread.
 */
public final class MasterKey {
    private static final int LENGTH = 32;
    private final byte[] key;
    private final byte[] wrapping;

    public MasterKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a master key has 32 bytes, this one " + key.length);
        }
        this.key = key.clone();
        this.wrapping = Kdf.derive(key, new byte[0], "wrap-purpose-keys", LENGTH);
    }

    /**
     * Reads the file: 32 bytes in base64 on one line. Throws with a sentence for the operator if it is missing or has
     * another form.
     */
    public static MasterKey read(Path file) throws IOException {
        try {
            return new MasterKey(Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (IllegalArgumentException wrong) {
            throw new IOException("the master key file must hold 32 random bytes in base64 (openssl rand -base64 32)");
        }
    }

    /** A fingerprint of 16 bytes that distinguishes keys and reveals nothing about them. */
    public byte[] check() {
        return Kdf.derive(key, new byte[0], "key-check", 16);
    }

    /** Wraps a purpose's key for its row, bound to purpose, id and version. */
    public byte[] wrap(Aead aead, PurposeKey content) {
        return aead.seal(wrapping, context(content.purpose(), content.id(), content.version()), content.bytes());
    }

    /** Unwraps such a row; empty if another key wrapped it, or anything in it was changed. */
    public Optional<PurposeKey> unwrap(KeyPurpose purpose, UUID id, int version, byte[] wrapped) {
        return Aead.open(wrapping, context(purpose, id, version), wrapped)
                .map(bytes -> new PurposeKey(purpose, id, version, bytes));
    }

    /**
     * The key that versions of the portal before purpose keys used for this purpose. An installation of that time goes
     * on with these keys, as the first version of each; nothing else may call this.
     */
    public PurposeKey adopt(KeyPurpose purpose, UUID id) {
        return new PurposeKey(purpose, id, 1, Kdf.derive(key, new byte[0], "master/" + purpose.word(), LENGTH));
    }

    static byte[] context(KeyPurpose purpose, UUID id, int version) {
        return Kdf.concat(
                (Kdf.PREFIX + "purpose-key/" + purpose.word()).getBytes(StandardCharsets.US_ASCII), new byte[] {0},
                Kdf.bytes(id),
                ByteBuffer.allocate(Integer.BYTES).putInt(version).array());
    }
}
