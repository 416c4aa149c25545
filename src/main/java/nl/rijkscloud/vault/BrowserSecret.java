package nl.rijkscloud.vault;

import java.security.SecureRandom;
import java.util.Optional;
import nl.rijkscloud.kernel.Base64Url;

/**
 * The 32 random bytes that identify a known browser. The server stores only {@link #id()}. Immutable; never prints
 * itself.
 */
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
        return Base64Url.bytes(cookie, LENGTH).map(BrowserSecret::new);
    }

    /** The cookie's value: base64url without padding. */
    public String cookie() {
        return Base64Url.text(secret);
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
