package nl.rijkscloud.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The server's own key: 32 random bytes that live in a file and nowhere else. It seals shares and is half of what seals waiting mails, each under a
 * key derived for that one purpose; alone it opens no document. Immutable, safe for use from any thread.
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

    /** Reads the file: 32 bytes in base64 on one line. Throws with a sentence for the operator when it is missing or something else. */
    public static MasterKey read(Path file) throws IOException {
        try {
            return new MasterKey(Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (IllegalArgumentException wrong) {
            throw new IOException("the master key file must hold 32 random bytes in base64 (openssl rand -base64 32)");
        }
    }

    /** The key for one purpose: 32 bytes. */
    public byte[] derive(String purpose) {
        return Kdf.derive(key, new byte[0], "master/" + purpose, LENGTH);
    }

    /** Tells this key from another without telling anything about it: 16 bytes. */
    public byte[] check() {
        return Kdf.derive(key, new byte[0], "key-check", 16);
    }
}
