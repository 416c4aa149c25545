package nl.rijkscloud.vault;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The 32 random bytes by which a browser is known again. The server keeps only {@link #id()}. Immutable; it never prints itself. */
public final class BrowserSecret {
    private static final int LENGTH = 32;

    private final byte[] secret;

    private BrowserSecret(byte[] secret) {
        this.secret = secret;
    }

    public static BrowserSecret random(SecureRandom random) {
        var secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new BrowserSecret(secret);
    }

    public static Optional<BrowserSecret> parse(String cookie) {
        try {
            return Optional.ofNullable(cookie)
                    .filter(text -> text.length() <= 64)
                    .map(Base64.getUrlDecoder()::decode)
                    .filter(bytes -> bytes.length == LENGTH)
                    .map(BrowserSecret::new);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The cookie's value: base64url without padding. */
    public String cookie() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The row's id: 16 bytes. */
    public byte[] id() {
        return Kdf.derive(secret, new byte[0], "known-browser", 16);
    }

    @Override
    public String toString() {
        return "BrowserSecret[***]";
    }
}
