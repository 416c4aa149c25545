package nl.rijkscloud.testing;

import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Text of any length that differs per seed and does not repeat within a segment, so that a mix-up of positions is
 * noticed.
 */
public final class Sample {
    private Sample() {}

    public static byte[] text(int length, int seed) {
        var bytes = new byte[length];
        fill(bytes, 0, length, 0, seed);
        return bytes;
    }

    /** The same as a stream. */
    public static InputStream stream(long from, long length, int seed) {
        return new InputStream() {
            private long at = from;

            @Override
            public int read() {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] bytes, int start, int most) {
                var count = (int) Math.min(most, from + length - at);
                if (count <= 0) {
                    return most == 0 ? 0 : -1;
                }
                fill(bytes, start, count, at, seed);
                at += count;
                return count;
            }

            @Override
            public int available() {
                return (int) Math.min(Integer.MAX_VALUE, from + length - at);
            }
        };
    }

    /** SHA-256 of the first {@code length} bytes, in hexadecimal. */
    public static String sha256(long length, int seed) {
        var digest = digest();
        var block = new byte[1 << 16];
        for (var at = 0L; at < length; at += block.length) {
            var count = (int) Math.min(block.length, length - at);
            fill(block, 0, count, at, seed);
            digest.update(block, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** One of 64 printable characters, from a mix of place and seed. */
    private static void fill(byte[] bytes, int start, int count, long at, int seed) {
        for (var i = 0; i < count; i++) {
            var mixed = (at + i + seed * 31L) * 0x9E3779B97F4A7C15L;
            bytes[start + i] = (byte) (0x30 + (mixed >>> 58));
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 is missing", impossible);
        }
    }
}
