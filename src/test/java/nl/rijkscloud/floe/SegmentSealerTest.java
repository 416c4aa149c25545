package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class SegmentSealerTest {
    private final FloeHeader header = Sample.key(Sample.SMALL).newHeader(Sample.RANDOM);
    private final SegmentSealer sealer = new SegmentSealer(header, Sample.RANDOM);

    @Test
    void sealsBetweenOtherBytesAndMovesNothing() throws Exception {
        var batch = ByteBuffer.allocateDirect(3 * 40).order(ByteOrder.LITTLE_ENDIAN).position(40).limit(80);
        batch.put(40 + 16, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(sealer.seal(1, false, batch, 8)).isEqualTo(40);
        assertThat(batch.position()).isEqualTo(40);
        assertThat(batch.limit()).isEqualTo(80);
        assertThat(batch.slice(40, 4).getInt()).isEqualTo(-1);
        var plaintext = ByteBuffer.allocate(8);
        new SegmentOpener(header).open(1, false, batch, plaintext);
        assertThat(plaintext.array()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        batch.clear();
        assertThat(batch.slice(0, 40)).isEqualTo(ByteBuffer.allocate(40));
        assertThat(batch.slice(80, 40)).isEqualTo(ByteBuffer.allocate(40));
    }

    @Test
    void finalSegmentHoldsItsLength() {
        var segment = ByteBuffer.allocate(40);
        assertThat(sealer.seal(1, true, segment, 0)).isEqualTo(32);
        assertThat(segment.getInt(0)).isEqualTo(32);
        assertThat(sealer.seal(1, true, segment, 8)).isEqualTo(40);
        assertThat(segment.getInt(0)).isEqualTo(40);
    }

    @Test
    void onlyTheLastSegmentMayBeShortAndNoneTooLong() {
        var segment = ByteBuffer.allocate(100);
        assertThatIllegalArgumentException().isThrownBy(() -> sealer.seal(0, false, segment, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> sealer.seal(0, false, segment, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> sealer.seal(0, true, segment, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> sealer.seal(0, true, segment, -1));
    }

    @Test
    void refusesInvalidIndexesAndBuffers() {
        var outOfBounds = IndexOutOfBoundsException.class;
        assertThatThrownBy(() -> sealer.seal(-1, true, ByteBuffer.allocate(40), 8)).isInstanceOf(outOfBounds);
        assertThatThrownBy(() -> sealer.seal(1L << 40, true, ByteBuffer.allocate(40), 8)).isInstanceOf(outOfBounds);
        assertThatThrownBy(() -> sealer.seal(0, true, ByteBuffer.allocate(39), 8)).isInstanceOf(outOfBounds);
        assertThatThrownBy(() -> sealer.seal(0, true, ByteBuffer.allocate(90).limit(39), 8)).isInstanceOf(outOfBounds);
    }
}
