package nl.rijkscloud.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The key of the server: 32 random bytes that exist only in a file. It seals shares and is one half of what seals
 * waiting messages, each under a key derived for that purpose; alone it opens no document. Immutable, safe for use from
 * any thread.
 */
public final class MasterKey {
    private static final int LENGTH = 32;
    private final byte[] key;

    public MasterKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a master key has 32 bytes, this one " + key.length);
        }
        this.key = key.clone();
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

    /** Derives the key for one purpose: 32 bytes. */
    public byte[] derive(String purpose) {
        return Kdf.derive(key, new byte[0], "master/" + purpose, LENGTH);
    }

    /** A fingerprint of 16 bytes that distinguishes keys and reveals nothing about them. */
    public byte[] check() {
        return Kdf.derive(key, new byte[0], "key-check", 16);
    }
}
