package nl.rijkscloud.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The content of all uploads: one block of text, repeated. No part of the path compresses, so repetition does no harm.
 */
final class Payload {
    static final int BLOCK = 256 << 10;

    private static final ByteBuffer TEXT = ByteBuffer.allocateDirect(BLOCK);

    static {
        var line = "Dit is een regel van een document dat nergens over gaat. \n".getBytes(StandardCharsets.US_ASCII);
        for (var i = 0; i < BLOCK; i++) {
            TEXT.put(i, line[i % line.length]);
        }
    }

    private Payload() {}

    /** At most {@code most} bytes, with a position of its own. */
    static ByteBuffer block(long most) {
        return TEXT.slice(0, (int) Math.min(BLOCK, most));
    }
}
