package nl.rijkscloud.upload;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import nl.rijkscloud.floe.FloeParameters;

/**
 * Adds up the bytes of one request while they are written, and compares them with the client's {@link Checksum}. Costs about a nanosecond for each
 * byte, so it is for a worker; one thread at a time.
 */
final class RequestDigest {
    private final MessageDigest digest;
    private final byte[] expected;
    private int skip;
    private boolean right;

    /** @param skip bytes of the first segment that earlier requests brought */
    RequestDigest(Checksum checksum, int skip) {
        this.digest = checksum.algorithm().digest();
        this.expected = checksum.expected();
        this.skip = skip;
    }

    /** Adds segments as {@link SegmentFiller} hands them over, before they are sealed: plaintext from byte 16 up to the buffer's position. */
    void add(List<ByteBuffer> segments) {
        segments.forEach(segment -> digest.update(segment.duplicate().flip().position(FloeParameters.DATA_START + skipped())));
    }

    /** Compares, the bytes of the unfinished segment being the last ones. Call it once, after the last segment. */
    boolean isRightWith(byte[] rest) {
        var start = skipped();
        digest.update(rest, start, rest.length - start);
        right = MessageDigest.isEqual(digest.digest(), expected);
        return right;
    }

    /** True once the sum was found right. */
    boolean isRight() {
        return right;
    }

    private int skipped() {
        var skipped = skip;
        skip = 0;
        return skipped;
    }
}
