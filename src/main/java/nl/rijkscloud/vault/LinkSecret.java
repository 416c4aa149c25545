package nl.rijkscloud.vault;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import nl.rijkscloud.kernel.Base64Url;

/**
 * The 32 random bytes in a mailed link. The server stores only {@link #id()}, which is derived from them and reveals
 * nothing about them. Immutable; never prints itself.
 */
public final class LinkSecret {
    static final int LENGTH = 32;
    static final int ID_LENGTH = 16;

    private final byte[] secret;

    private LinkSecret(byte[] secret) {
        this.secret = secret;
    }

    public static LinkSecret random(SecureRandom random) {
        var secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new LinkSecret(secret);
    }

    /** Parses the two parts of a link; empty if they are not a link of ours or do not belong together. */
    public static Optional<LinkSecret> parse(String id, String secret) {
        return Base64Url.bytes(secret, LENGTH)
                .map(LinkSecret::new)
                .filter(link -> Base64Url.bytes(id, ID_LENGTH).filter(given -> MessageDigest.isEqual(given, link.id()))
                        .isPresent());
    }

    /** The id of the link in addresses and in the database: 16 bytes. */
    public byte[] id() {
        return Kdf.derive(secret, new byte[0], "link-id", ID_LENGTH);
    }

    /** {@code <id>#<secret>}, the end of the mailed link: base64url without padding. */
    public String urlEnd() {
        return Base64Url.text(id()) + "#" + Base64Url.text(secret);
    }

    byte[] bytes() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "LinkSecret[***]";
    }
}
