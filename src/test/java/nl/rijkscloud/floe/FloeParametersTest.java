package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FloeParametersTest {
    private static final FloeParameters STANDARD = FloeParameters.STANDARD;

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "65503, 1", "65504, 1", "65505, 2", "131008, 2", "131009, 3"})
    void aMultipleOfAFullSegmentMakesNoEmptyOne(long plaintext, long segments) {
        assertThat(STANDARD.segments(plaintext)).isEqualTo(segments);
        assertThat(STANDARD.ciphertextLength(plaintext)).isEqualTo(74 + plaintext + 32 * segments);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65503, 0", "65504, 1", "131007, 1", "131008, 2"})
    void offsetsAreMappedToTheirSegment(long plaintextOffset, long index) {
        assertThat(STANDARD.segmentAt(plaintextOffset)).isEqualTo(index);
        assertThat(STANDARD.plaintextStart(index)).isBetween(plaintextOffset - 65503, plaintextOffset);
        assertThat(STANDARD.ciphertextStart(index)).isEqualTo(74 + 65536 * index);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true, 0", "0, 65504, true, 65504", "0, 65505, false, 65504", "1, 65505, true, 1"})
    void lastSegmentHoldsTheRemainder(long index, long plaintext, boolean last, int length) {
        assertThat(STANDARD.isLast(index, plaintext)).isEqualTo(last);
        assertThat(STANDARD.plaintextIn(index, plaintext)).isEqualTo(length);
    }

    @Test
    void lengthsOfManyTerabytesAreExact() {
        var most = 65504L << 40;
        assertThat(STANDARD.segments(most)).isEqualTo(1L << 40);
        assertThat(STANDARD.ciphertextLength(most)).isEqualTo(74 + (65536L << 40));
        assertThat(STANDARD.ciphertextStart((1L << 40) - 1)).isEqualTo(74 + 65536 * ((1L << 40) - 1));
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.segments(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.segments((65504L << 40) + 1));
        assertThatThrownBy(() -> STANDARD.segmentAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> STANDARD.isLast(1, 65504)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> STANDARD.ciphertextStart(1L << 40)).isInstanceOf(IndexOutOfBoundsException.class);
        var vast = new FloeParameters(1 << 30, 20);
        assertThatThrownBy(() -> vast.ciphertextStart(1L << 39)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"32, 20", "-1, 20", "1073741825, 20", "40, -1", "40, 33"})
    void refusesParametersThatCannotWork(int segmentLength, int rotationMask) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FloeParameters(segmentLength, rotationMask));
    }
}
