package nl.rijkscloud.loadtests;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a document that is not held in memory: each follows from the seed and its position, so that any part can
 * be made, and checked, by itself. The document begins like a PDF, since the portal checks that; the rest does not
 * compress (SplitMix64, Steele et al. 2014, over the number of each eight bytes).
 */
record Content(long seed) {
    private static final byte[] HEAD = "%PDF-1.7\n%gen\n\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** Puts the bytes from {@code position} on into a part of {@code target}. */
    void fill(long position, byte[] target, int from, int length) {
        var done = 0;
        while (done < length) {
            var at = position + done;
            if (at % Long.BYTES == 0 && at >= HEAD.length && length - done >= Long.BYTES) {
                LONGS.set(target, from + done, word(at / Long.BYTES));
                done += Long.BYTES;
            } else {
                target[from + done] = at(at);
                done++;
            }
        }
    }

    private byte at(long position) {
        return position < HEAD.length
                ? HEAD[(int) position]
                : (byte) (word(position / Long.BYTES) >>> (position % Long.BYTES * Byte.SIZE));
    }

    private long word(long number) {
        var mixed = seed + (number + 1) * GOLDEN_GAMMA;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
