package nl.rijkscloud.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A share as its row holds it: {@code "RKS1" || version of the key (4) || nonce || ciphertext || tag}, 68 bytes.
 * Version 1 has no header, because earlier versions of the portal write and read it. The database function {@code
 * share_version} has the same rule.
 */
final class SealedShare {
    private static final byte[] MAGIC = "RKS1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = MAGIC.length + Integer.BYTES;
    private static final int LENGTH = HEADER + 60;

    private SealedShare() {}

    /** The version of the key for shares under which these bytes lie. */
    static int version(byte[] sealed) {
        return sealed.length == LENGTH && Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                ? ByteBuffer.wrap(sealed).getInt(MAGIC.length)
                : 1;
    }

    static byte[] seal(Aead aead, PurposeKey key, Share share) {
        var header = header(key.version());
        return Kdf.concat(header, aead.seal(key.bytes(), associated(header, share.transfer()), share.bytes()));
    }

    /** Empty if another key sealed these bytes, for another transfer, or if a bit was changed. */
    static Optional<Share> open(PurposeKey key, UUID transfer, byte[] sealed) {
        var header = header(key.version());
        return Aead.open(key.bytes(), associated(header, transfer), content(sealed))
                .map(bytes -> new Share(transfer, bytes));
    }

    /** The bytes after the header. */
    static byte[] content(byte[] sealed) {
        return Arrays.copyOfRange(sealed, header(version(sealed)).length, sealed.length);
    }

    static byte[] header(int version) {
        return version == 1 ? new byte[0]
                : Kdf.concat(MAGIC, ByteBuffer.allocate(Integer.BYTES).putInt(version).array());
    }

    static byte[] associated(byte[] header, UUID transfer) {
        return Kdf.concat(header, Kdf.bytes(transfer));
    }
}
