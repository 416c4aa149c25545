package nl.rijkscloud.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * HKDF-SHA-256 (RFC 5869), the only way to derive a key from another one here. Every use has its own info string. It is
 * written out over HMAC because each request derives four or five keys, and the JDK's own takes three times as long.
 */
public final class Kdf {
    /** The prefix of every info string, so that a later version of the design derives other keys. */
    public static final String PREFIX = "rijkscloud/1/";

    private static final int MOST = 255 * Hmac.LENGTH;

    private Kdf() {}

    /**
     * @param info the purpose, without the prefix
     * @param length bytes of the result, at most 8160
     */
    public static byte[] derive(byte[] secret, byte[] salt, String info, int length) {
        if (length > MOST) {
            throw new IllegalArgumentException("HKDF derives at most " + MOST + " bytes");
        }
        var purpose = (PREFIX + info).getBytes(StandardCharsets.UTF_8);
        var hmac = new Hmac(new Hmac(salt.length == 0 ? new byte[Hmac.LENGTH] : salt).of(secret));
        var derived = ByteBuffer.allocate(length);
        var block = new byte[0];
        for (byte number = 1; derived.hasRemaining(); number++) {
            block = hmac.of(block, purpose, new byte[] {number});
            derived.put(block, 0, Math.min(block.length, derived.remaining()));
        }
        return derived.array();
    }

    public static byte[] bytes(UUID... ids) {
        var buffer = ByteBuffer.allocate(16 * ids.length);
        for (var id : ids) {
            buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return buffer.array();
    }

    public static byte[] concat(byte[]... parts) {
        var length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var buffer = ByteBuffer.allocate(length);
        for (var part : parts) {
            buffer.put(part);
        }
        return buffer.array();
    }
}
