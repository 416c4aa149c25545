package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.vault.TransferKey;

/** A document of three full segments and a short one, cut as a writer wants it. */
record SampleBlob(UUID document, TransferKey key, byte[] content) {
    static final int FULL = BlobReader.plaintextPerSegment();
    static final int LENGTH = 3 * FULL + 100;

    SampleBlob() {
        this(UUID.randomUUID(), TransferKey.random(UUID.randomUUID(), new SecureRandom()), new byte[LENGTH]);
        new Random(LENGTH).nextBytes(content);
    }

    /** The buffers that hold these bytes of the document, one at least. */
    List<ByteBuffer> segments(int from, int to, int length) {
        var pool = new SegmentPool(1 << 20);
        var segments = new ArrayList<ByteBuffer>();
        var at = from;
        do {
            var end = Math.min(at + FULL, length);
            segments.add(pool.take().position(FloeParameters.DATA_START).put(content, at, end - at));
            at = end;
        } while (at < to);
        return segments;
    }

    /** The bytes that belong into a segment. */
    byte[] part(int index) {
        return Arrays.copyOfRange(content, index * FULL, Math.min(LENGTH, (index + 1) * FULL));
    }

    static byte[] segment(BlobReader reader, int index) throws IOException, FloeException {
        return segment(reader, index, ByteBuffer.allocate(BlobReader.SEAL_LENGTH));
    }

    static byte[] segment(BlobReader reader, int index, ByteBuffer seal) throws IOException, FloeException {
        var plain = ByteBuffer.allocate(reader.plaintextIn(index));
        reader.read(index, BlobReader.window(), plain, seal);
        return plain.array();
    }
}
