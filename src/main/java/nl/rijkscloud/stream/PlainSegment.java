package nl.rijkscloud.stream;

import java.nio.ByteBuffer;

/**
 * At most one segment of plaintext on its way to a response.
 *
 * @param memory the pool's buffer that {@code bytes} is part of; null for ordinary memory
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
