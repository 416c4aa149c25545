package nl.rijkscloud.stream;

import java.nio.ByteBuffer;

/**
 * At most a segment's worth of plaintext on its way to a response.
 *
 * @param memory what {@code bytes} lies in, on loan from the pool; null when it is ordinary memory
 */
record Piece(ByteBuffer bytes, ByteBuffer memory) {
    static Piece literal(byte[] bytes) {
        return new Piece(ByteBuffer.wrap(bytes), null);
    }

    /** The bytes between {@code from} and {@code to} of a buffer from the pool. */
    static Piece borrowed(ByteBuffer memory, int from, int to) {
        return new Piece(memory.slice(from, to - from), memory);
    }
}
