package nl.rijkscloud.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SamplePartsTest {
    /** Shorter than the head, as the segments of a blob are. */
    private static final int PIECE = 65_504;

    @Test
    void headAndTailAreOf64KiBAlthoughAPieceIsShorter() {
        var content = bytes(3 * PIECE);

        var sample = sample(content);

        assertThat(sample.head()).isEqualTo(Arrays.copyOf(content, 65_536));
        assertThat(sample.tail()).isEqualTo(Arrays.copyOfRange(content, content.length - 65_536, content.length));
    }

    /** An installer disguised as a document, with its directory megabytes into the file. */
    @Test
    void directoryOfAnOldContainerIsFoundWhereverItLies() {
        var sector = 5000;
        var content = bytes((sector + 3) * 512);
        var header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        header.put(HexFormat.of().parseHex("d0cf11e0a1b11ae1")).putShort(30, (short) 9).putInt(48, sector);
        header.put((sector + 1) * 512, "Root Entry".getBytes(StandardCharsets.UTF_16LE));

        assertThat(sample(content).directory()).hasSize(512).startsWith('R', 0, 'o', 0, 'o', 0, 't', 0);
    }

    private static DocumentSample sample(byte[] content) {
        var parts = new SampleParts(content.length);
        for (var at = 0; at < content.length; at += PIECE) {
            parts.add(ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at)));
        }
        return parts.sample();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
