package nl.rijkscloud.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.nio.ByteBuffer;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA-256 (RFC 5869), the only way to derive a key from another one here. Every use has its own info string. */
public final class Kdf {
    /** The prefix of every info string, so that a later version of the design derives other keys. */
    public static final String PREFIX = "rijkscloud/1/";

    private Kdf() {}

    /**
     * @param info the purpose, without the prefix
     * @param length bytes of the result, at most 8160
     */
    public static byte[] derive(byte[] secret, byte[] salt, String info, int length) {
        var spec = HKDFParameterSpec.ofExtract()
                .addIKM(secret)
                .addSalt(salt)
                .thenExpand((PREFIX + info).getBytes(StandardCharsets.UTF_8), length);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(spec);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HKDF is missing", impossible);
        }
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
