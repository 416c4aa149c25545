package nl.rijkscloud.networktest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.security.SecureRandom;

/**
 * Random bytes, which no proxy can compress: one block of 64 KiB over and over. A reader that takes nothing holds one
 * write queue, and no more.
 */
final class TestBytes {
    private static final int BLOCK = 64 << 10;

    private final byte[] block = new byte[BLOCK];

    TestBytes(SecureRandom random) {
        random.nextBytes(block);
    }

    void write(HttpServerResponse response, int length) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        writeRest(response, length);
    }

    private void writeRest(HttpServerResponse response, int length) {
        var left = length;
        while (left > 0 && !response.closed()) {
            if (response.writeQueueFull()) {
                var rest = left;
                response.drainHandler(drained -> writeRest(response, rest));
                return;
            }
            var part = Math.min(left, BLOCK);
            response.write(Buffer.buffer(part).appendBytes(block, 0, part));
            left -= part;
        }
        if (!response.closed()) {
            response.end();
        }
    }
}
