package nl.rijkscloud.floe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Seals and opens whole streams with the memory of a segment or two. For tools and tests: the server's own byte path
 * works on {@link SegmentSealer} and {@link SegmentOpener}. Neither method closes a stream.
 */
public final class FloeStreams {
    private FloeStreams() {}

    /** Writes the header and every segment of what {@code plaintext} holds up to its end. */
    public static void seal(FloeKey key, SecureRandom random, InputStream plaintext, OutputStream ciphertext)
            throws IOException {
        var header = key.newHeader(random);
        var sealer = new SegmentSealer(header, random);
        var segment = new byte[key.parameters().segmentLength()];
        var full = key.parameters().plaintextPerSegment();
        ciphertext.write(header.encoded());
        var filled = plaintext.readNBytes(segment, FloeParameters.DATA_START, full);
        for (var index = 0L; ; index++) {
            var next = filled == full ? plaintext.read() : -1; // a full segment is the last one if nothing follows
            var last = next < 0;
            ciphertext.write(segment, 0, sealer.seal(index, last, ByteBuffer.wrap(segment), filled));
            if (last) {
                return;
            }
            segment[FloeParameters.DATA_START] = (byte) next;
            filled = 1 + plaintext.readNBytes(segment, FloeParameters.DATA_START + 1, full - 1);
        }
    }

    /**
     * Writes the plaintext, segment by segment as each is authenticated, the last one only when nothing follows it.
     * Accepts a final segment without plaintext after a full one, which other implementations make.
     *
     * @throws FloeException when the ciphertext is not one of this key, whole and unchanged. The bytes written until
     * then are authentic but incomplete: the caller must not pass them off as complete
     */
    public static void open(FloeKey key, InputStream ciphertext, OutputStream plaintext)
            throws IOException, FloeException {
        var header = key.verifiedHeader(ciphertext.readNBytes(FloeParameters.HEADER_LENGTH));
        var opener = new SegmentOpener(header);
        var segment = ByteBuffer.allocate(key.parameters().segmentLength());
        var opened = new byte[key.parameters().plaintextPerSegment()];
        for (var index = 0L; ; index++) {
            readSegment(index, ciphertext, segment);
            var last = segment.getInt(0) != SegmentCipher.INTERNAL;
            var length = opener.open(index, last, segment, ByteBuffer.wrap(opened));
            if (last && ciphertext.read() >= 0) {
                throw new FloeException(FloeException.Reason.STREAM_TRAILING, index);
            }
            plaintext.write(opened, 0, length);
            if (last) {
                return;
            }
        }
    }

    /** Fills the buffer with as much as the length word says; believing it is safe, for opening authenticates it. */
    private static void readSegment(long index, InputStream ciphertext, ByteBuffer segment)
            throws IOException, FloeException {
        readFully(index, ciphertext, segment.clear().limit(SegmentCipher.WORD_LENGTH));
        var word = segment.getInt(0);
        var length = word == SegmentCipher.INTERNAL ? segment.capacity() : word;
        if (length < FloeParameters.SEGMENT_OVERHEAD || length > segment.capacity()) {
            throw new FloeException(FloeException.Reason.SEGMENT_LENGTH, index);
        }
        readFully(index, ciphertext, segment.limit(length));
        segment.flip();
    }

    private static void readFully(long index, InputStream ciphertext, ByteBuffer segment)
            throws IOException, FloeException {
        var read = ciphertext.readNBytes(
                segment.array(), segment.arrayOffset() + segment.position(), segment.remaining());
        if (read < segment.remaining()) {
            throw new FloeException(FloeException.Reason.STREAM_TRUNCATED, index);
        }
        segment.position(segment.limit());
    }
}
