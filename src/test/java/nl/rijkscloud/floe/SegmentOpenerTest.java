package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.Provider;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** One segment of 1000 bytes at index 5, full and internal unless a test says otherwise, on each kind of memory. */
@ParameterizedClass
@FieldSource("WAYS")
final class SegmentOpenerTest {
    static final List<Arguments> WAYS = List.of(
            way(Sample.JDK, ByteBuffer::allocate),
            way(Sample.JDK, ByteBuffer::allocateDirect),
            way(Sample.CONSCRYPT, ByteBuffer::allocate),
            way(Sample.CONSCRYPT, ByteBuffer::allocateDirect));

    private static final int DATA = 1000;
    private static final FloeParameters PARAMETERS = new FloeParameters(DATA + 32, 20);
    private static final byte[] PLAINTEXT = Sample.plaintext(DATA);

    @Parameter(0)
    Provider provider;

    @Parameter(1)
    IntFunction<ByteBuffer> memory;

    private static Arguments way(Provider provider, IntFunction<ByteBuffer> memory) {
        return Arguments.of(provider, memory);
    }

    @Test
    void opensInPlace() throws Exception {
        var header = header();
        var segment = sealed(header, false);
        var plaintext = segment.slice(16, DATA);
        assertThat(new SegmentOpener(header).open(5, false, segment, plaintext)).isEqualTo(DATA);
        assertThat(bytes(plaintext.flip())).isEqualTo(PLAINTEXT);
    }

    @Test
    void opensBetweenOtherBytesInAnyByteOrder() throws Exception {
        var header = header();
        var segment = memory.apply(3 + 1032 + 3).put(3, sealed(header, false), 0, 1032).position(3).limit(1035);
        var plaintext = memory.apply(2 + DATA + 2).position(2);
        new SegmentOpener(header)
                .open(5, false, segment.order(ByteOrder.LITTLE_ENDIAN), plaintext.order(ByteOrder.LITTLE_ENDIAN));
        assertThat(plaintext.position()).isEqualTo(2 + DATA);
        assertThat(plaintext.getShort(0)).isZero();
        assertThat(plaintext.getShort(2 + DATA)).isZero();
        assertThat(bytes(plaintext.slice(2, DATA))).isEqualTo(PLAINTEXT);
    }

    @Test
    void opensReadOnlyBuffers() throws Exception {
        var header = header();
        var plaintext = memory.apply(DATA);
        new SegmentOpener(header).open(5, false, sealed(header, false).asReadOnlyBuffer(), plaintext);
        assertThat(bytes(plaintext.flip())).isEqualTo(PLAINTEXT);
    }

    @Test
    void refusedSegmentLeavesNoPlaintextInPlace() {
        var header = header();
        var segment = sealed(header, false);
        segment.put(1031, (byte) ~segment.get(1031));
        var plaintext = segment.slice(16, DATA);
        assertThat(reason(header, 5, false, segment, plaintext)).isEqualTo(FloeException.Reason.SEGMENT_TAG);
        assertThat(plaintext.position()).isZero();
        assertThat(bytes(plaintext)).isEqualTo(new byte[DATA]);
    }

    @Test
    void refusedSegmentLeavesNoPlaintextElsewhereAndTouchesNothingBesides() {
        var header = header();
        var segment = sealed(header, false);
        segment.put(1031, (byte) ~segment.get(1031));
        var plaintext = memory.apply(1 + DATA + 1).put(0, (byte) 7).put(1 + DATA, (byte) 7).position(1);
        assertThat(reason(header, 5, false, segment, plaintext)).isEqualTo(FloeException.Reason.SEGMENT_TAG);
        assertThat(plaintext.position()).isEqualTo(1);
        assertThat(bytes(plaintext.slice(1, DATA))).isEqualTo(new byte[DATA]);
        assertThat(plaintext.get(0)).isEqualTo((byte) 7);
        assertThat(plaintext.get(1 + DATA)).isEqualTo((byte) 7);
    }

    @Test
    void opensOthersAfterARefusal() throws Exception {
        var header = header();
        var opener = new SegmentOpener(header);
        var plaintext = memory.apply(DATA);
        assertThatThrownBy(() -> opener.open(6, false, sealed(header, false), plaintext))
                .isInstanceOf(FloeException.class)
                .hasMessage("segment 6: the segment is not authentic at this place");
        opener.open(5, false, sealed(header, false), plaintext);
        assertThat(bytes(plaintext.flip())).isEqualTo(PLAINTEXT);
    }

    @Test
    void finalityIsCheckedAgainstTheWord() {
        var header = header();
        var finality = FloeException.Reason.SEGMENT_FINALITY;
        assertThat(reason(header, 5, true, sealed(header, false), memory.apply(DATA))).isEqualTo(finality);
        assertThat(reason(header, 5, false, sealed(header, true), memory.apply(DATA))).isEqualTo(finality);
    }

    @Test
    void lengthIsCheckedAgainstFinalityAndWord() {
        var header = header();
        var length = FloeException.Reason.SEGMENT_LENGTH;
        var internal = sealed(header, false);
        assertThat(reason(header, 5, false, internal.slice(0, 1031), memory.apply(DATA))).isEqualTo(length);
        assertThat(reason(header, 5, false, internal.slice(0, 31), memory.apply(DATA))).isEqualTo(length);
        assertThat(reason(header, 5, false, memory.apply(1033), memory.apply(DATA + 1))).isEqualTo(length);
        var last = sealed(header, true);
        assertThat(reason(header, 5, true, last.slice(0, 1031), memory.apply(DATA))).isEqualTo(length);
        assertThat(reason(header, 5, true, memory.apply(31).putInt(0, 31), memory.apply(DATA))).isEqualTo(length);
        assertThat(reason(header, 5, true, memory.apply(0), memory.apply(DATA))).isEqualTo(length);
        assertThat(reason(header, 5, true, memory.apply(1033), memory.apply(DATA + 1))).isEqualTo(length);
    }

    @Test
    void refusesInvalidIndexesAndBuffers() {
        var header = header();
        var opener = new SegmentOpener(header);
        var outOfBounds = IndexOutOfBoundsException.class;
        assertThatThrownBy(() -> opener.open(-1, false, sealed(header, false), memory.apply(DATA)))
                .isInstanceOf(outOfBounds);
        assertThatThrownBy(() -> opener.open(1L << 40, false, sealed(header, false), memory.apply(DATA)))
                .isInstanceOf(outOfBounds);
        assertThatThrownBy(() -> opener.open(5, false, sealed(header, false), memory.apply(DATA - 1)))
                .isInstanceOf(outOfBounds);
        var limited = memory.apply(DATA + 100).limit(DATA - 1);
        assertThatThrownBy(() -> opener.open(5, false, sealed(header, false), limited)).isInstanceOf(outOfBounds);
    }

    private FloeHeader header() {
        return Sample.key(PARAMETERS, provider).newHeader(Sample.RANDOM);
    }

    private ByteBuffer sealed(FloeHeader header, boolean last) {
        var segment = memory.apply(DATA + 32).put(16, PLAINTEXT);
        new SegmentSealer(header, Sample.RANDOM).seal(5, last, segment, DATA);
        return segment;
    }

    private static FloeException.Reason reason(
            FloeHeader header, long index, boolean last, ByteBuffer segment, ByteBuffer plaintext) {
        return catchThrowableOfType(
                        FloeException.class, () -> new SegmentOpener(header).open(index, last, segment, plaintext))
                .reason();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
