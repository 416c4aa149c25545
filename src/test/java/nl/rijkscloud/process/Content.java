package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;

/**
 * A document of any length that is not held in memory: text, with the position at the start of every page of 4096
 * bytes. Made as fast as memory is copied.
 */
record Content(long length) {
    static final int BLOCK = 1 << 20;

    private static final int PAGE = 4096;
    private static final byte[] TEXT = Sample.text(PAGE, 7);

    /** Fills the start of {@code target} with {@code count} bytes from {@code at} on. */
    void read(long at, byte[] target, int count) {
        for (var done = 0; done < count; ) {
            var from = (int) ((at + done) % PAGE);
            var part = Math.min(PAGE - from, count - done);
            System.arraycopy(TEXT, from, target, done, part);
            var stamp = HexFormat.of().toHexDigits((at + done) / PAGE).getBytes(StandardCharsets.US_ASCII);
            for (var i = from; i < Math.min(stamp.length, from + part); i++) {
                target[done + i - from] = stamp[i];
            }
            done += part;
        }
    }

    byte[] bytes(long from, long to) {
        var bytes = new byte[(int) (to - from)];
        read(from, bytes, bytes.length);
        return bytes;
    }

    /** Sends a part as the body of a request after its head. Throws when the connection is cut. */
    void send(RawConnection line, long from, long to) throws IOException {
        var block = new byte[BLOCK];
        for (var at = from; at < to; at += BLOCK) {
            var count = (int) Math.min(BLOCK, to - at);
            read(at, block, count);
            line.bytes(count == BLOCK ? block : Arrays.copyOf(block, count));
        }
    }

    /** Reads to the end, compares with this part, and returns the SHA-256. */
    String expect(InputStream in, long from, long to) throws IOException {
        var digest = sha256();
        var want = new byte[BLOCK];
        for (var at = from; at < to; ) {
            var got = in.readNBytes((int) Math.min(BLOCK, to - at));
            read(at, want, got.length);
            assertThat(got.length).as("bytes at %d", at).isPositive();
            assertThat(Arrays.mismatch(got, 0, got.length, want, 0, got.length)).as("difference after byte %d", at)
                    .isEqualTo(-1);
            digest.update(got);
            at += got.length;
        }
        assertThat(in.read()).as("the end").isEqualTo(-1);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
