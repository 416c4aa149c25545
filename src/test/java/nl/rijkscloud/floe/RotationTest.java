package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RotationTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 20, 32})
    void streamsCrossRotations(int mask) throws Exception {
        var key = Sample.key(new FloeParameters(40, mask));
        var plaintext = Sample.plaintext(20 * 8 + 3);
        assertThat(Sample.opened(key, Sample.sealed(key, plaintext))).isEqualTo(plaintext);
    }

    @Test
    void aKeyLastsForTwoToTheMaskSegments() {
        var header = Sample.key(new FloeParameters(40, 2)).newHeader(Sample.RANDOM);
        var rotations = LongStream.of(0, 1, 2, 3, 4, 7, 8, (1L << 40) - 1).map(header::rotation);
        assertThat(rotations).containsExactly(0L, 0L, 0L, 0L, 4L, 4L, 8L, (1L << 40) - 4);
        assertThat(header.segmentKey(0)).isNotEqualTo(header.segmentKey(4));
    }

    @Test
    void anotherMaskOpensOnlyTheFirstRotation() {
        var ciphertext = Sample.sealed(Sample.key(new FloeParameters(40, 1)), Sample.plaintext(5 * 8));
        var refusal = Sample.refusal(Sample.key(new FloeParameters(40, 2)), ciphertext);
        assertThat(refusal.reason()).isEqualTo(FloeException.Reason.SEGMENT_TAG);
        assertThat(refusal.released()).hasSize(2 * 8);
    }

    @Test
    void segmentsAreSealedAndOpenedFromAnyIndexOn() throws Exception {
        var header = Sample.key(FloeParameters.STANDARD).newHeader(Sample.RANDOM);
        var sealer = new SegmentSealer(header, Sample.RANDOM);
        var opener = new SegmentOpener(header);
        for (var index : new long[] {(1L << 40) - 1, 1L << 20, (1L << 20) - 1, 0, 1L << 39}) {
            var segment = ByteBuffer.allocateDirect(100).put(16, Sample.plaintext(68));
            sealer.seal(index, true, segment, 68);
            var plaintext = ByteBuffer.allocateDirect(68);
            opener.open(index, true, segment, plaintext);
            assertThat(plaintext.flip()).isEqualTo(ByteBuffer.wrap(Sample.plaintext(68)));
        }
    }
}
