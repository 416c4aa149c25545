package nl.rijkscloud.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import nl.rijkscloud.kernel.Base64Url;

/**
 * The 32 random bytes in the cookie of a session. The server stores only {@link #id()}. The keys of the session are
 * sealed under cookie and share, so the database alone opens no session. Immutable; never prints itself.
 */
public final class SessionSecret {
    static final int LENGTH = 32;

    /** The first byte of a sealed key: the two kinds are equally long and must not be confused. */
    private static final byte[] TRANSFER_KEY = {'T'};
    private static final byte[] MANIFEST_KEY = {'M'};

    private final byte[] secret;

    private SessionSecret(byte[] secret) {
        this.secret = secret;
    }

    public static SessionSecret random(SecureRandom random) {
        var secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new SessionSecret(secret);
    }

    public static Optional<SessionSecret> parse(String cookie) {
        return Base64Url.bytes(cookie, LENGTH).map(SessionSecret::new);
    }

    /** The cookie's value: base64url without padding. */
    public String cookie() {
        return Base64Url.text(secret);
    }

    /** The row's id: 16 bytes. */
    public byte[] id() {
        return Kdf.derive(secret, new byte[0], "session-id", 16);
    }

    public byte[] seal(Aead aead, Share share, byte[] linkId, TransferKey key) {
        return aead.seal(grantKey(share, linkId), linkId, Kdf.concat(TRANSFER_KEY, key.bytes()));
    }

    public byte[] seal(Aead aead, Share share, byte[] linkId, ManifestKey key) {
        return aead.seal(grantKey(share, linkId), linkId, Kdf.concat(MANIFEST_KEY, key.bytes()));
    }

    public Optional<TransferKey> open(Share share, byte[] linkId, byte[] sealed) {
        return content(share, linkId, sealed, TRANSFER_KEY).map(bytes -> new TransferKey(share.transfer(), bytes));
    }

    public Optional<ManifestKey> openManifest(Share share, byte[] linkId, byte[] sealed) {
        return content(share, linkId, sealed, MANIFEST_KEY).map(bytes -> new ManifestKey(share.transfer(), bytes));
    }

    /** Seals a key anew under another cookie: the session gets a new id at sign-in. */
    public Optional<byte[]> reseal(Aead aead, Share share, byte[] linkId, byte[] sealed, SessionSecret next) {
        return Aead.open(grantKey(share, linkId), linkId, sealed)
                .map(bytes -> aead.seal(next.grantKey(share, linkId), linkId, bytes));
    }

    private Optional<byte[]> content(Share share, byte[] linkId, byte[] sealed, byte[] type) {
        return Aead.open(grantKey(share, linkId), linkId, sealed)
                .filter(bytes -> bytes[0] == type[0])
                .map(bytes -> Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    private byte[] grantKey(Share share, byte[] linkId) {
        var salt = Kdf.concat(Kdf.bytes(share.transfer()), linkId);
        return Kdf.derive(Kdf.concat(secret, share.bytes()), salt, "session", 32);
    }

    @Override
    public String toString() {
        return "SessionSecret[***]";
    }
}
