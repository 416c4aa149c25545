package nl.rijkscloud.stream;

import java.nio.ByteBuffer;

/**
 * At most a segment's worth of plaintext on its way to a response.
 *
 * @param memory what {@code bytes} lies in, on loan from the pool; null when it is ordinary memory
 */
record PlainSegment(ByteBuffer bytes, ByteBuffer memory) {
    static PlainSegment literal(byte[] bytes) {
        return new PlainSegment(ByteBuffer.wrap(bytes), null);
    }

    /** The bytes between {@code from} and {@code to} of a buffer from the pool. */
    static PlainSegment borrowed(ByteBuffer memory, int from, int to) {
        return new PlainSegment(memory.slice(from, to - from), memory);
    }
}
