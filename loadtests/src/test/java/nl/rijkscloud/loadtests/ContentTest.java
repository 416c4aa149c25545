package nl.rijkscloud.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ContentTest {
    private static final int LENGTH = 10_000;

    private final Document document = new Document("a.pdf", LENGTH, new Content(7));

    @Test
    void everyPartEqualsThatPartOfTheWhole() throws Exception {
        var whole = document.stream().readAllBytes();
        var random = new SplittableRandom(1);

        for (var i = 0; i < 2_000; i++) {
            var from = random.nextInt(LENGTH);
            var part = new byte[random.nextInt(LENGTH - from)];
            document.content().fill(from, part, 0, part.length);
            assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from, from + part.length));
        }
        assertThat(whole).hasSize(LENGTH).startsWith("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void readingByteByByteGivesTheSame() throws Exception {
        var stream = document.stream();
        for (var expected : document.stream().readAllBytes()) {
            assertThat((byte) stream.read()).isEqualTo(expected);
        }
        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    void changedByteIsDetected() throws Exception {
        var bytes = document.stream().readAllBytes();
        assertThat(document.is(bytes)).isTrue();
        assertThat(document.is(Arrays.copyOf(bytes, LENGTH - 1))).isFalse();

        bytes[LENGTH - 1]++;

        assertThat(document.is(bytes)).isFalse();
    }

    @Test
    void bytesDependOnTheSeed() {
        var other = new Document("a.pdf", LENGTH, new Content(8));

        assertThat(other.sha256()).isNotEqualTo(document.sha256()).hasSize(64);
        assertThat(new Document("b.pdf", LENGTH, new Content(7)).sha256()).isEqualTo(document.sha256());
    }

    @Test
    void remainingBytesAreAvailableAtOnce() throws Exception {
        var huge = new ContentStream(new Content(7), 10L << 30);
        var small = document.stream();

        assertThat(huge.available()).isGreaterThan(1 << 20);
        small.readNBytes(LENGTH - 5);
        assertThat(small.available()).isEqualTo(5);
    }
}
