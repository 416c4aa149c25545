package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class FreshIvTest {
    @Test
    void resumedSealerRepeatsNoIv() throws Exception {
        var key = Sample.key(Sample.SMALL);
        var header = key.newHeader(Sample.RANDOM);
        var resumed = key.verifiedHeader(header.encoded());
        var ivs = new HashSet<ByteBuffer>();
        for (var attempt = 0; attempt < 50; attempt++) {
            ivs.add(ivOf(new SegmentSealer(header, Sample.RANDOM), 7));
            ivs.add(ivOf(new SegmentSealer(resumed, Sample.RANDOM), 7));
        }
        assertThat(ivs).hasSize(100);
    }

    @Test
    void oneSealerRepeatsNoIvForTheSameSegment() {
        var sealer = new SegmentSealer(Sample.key(Sample.SMALL).newHeader(Sample.RANDOM), Sample.RANDOM);
        assertThat(ivOf(sealer, 0)).isNotEqualTo(ivOf(sealer, 0));
    }

    @Test
    void headersOfOneKeyDiffer() {
        var key = Sample.key(Sample.SMALL);
        assertThat(key.newHeader(Sample.RANDOM).encoded()).isNotEqualTo(key.newHeader(Sample.RANDOM).encoded());
    }

    private static ByteBuffer ivOf(SegmentSealer sealer, long index) {
        var segment = ByteBuffer.allocate(40);
        sealer.seal(index, false, segment, 8);
        return segment.slice(4, 12);
    }
}
