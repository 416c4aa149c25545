package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class HeaderTest {
    private final FloeKey key = Sample.key(Sample.SMALL);
    private final byte[] header = key.newHeader(Sample.RANDOM).encoded();

    @Test
    void verifiedHeaderIsTheSame() throws Exception {
        assertThat(header).hasSize(74).startsWith(0, 0, 0, 0, 0, 40, 0, 0, 0, 32);
        assertThat(key.verifiedHeader(header).encoded()).isEqualTo(header);
    }

    @Test
    void everyOtherLengthIsRefused() {
        for (var length : new int[] {0, 1, 73, 75, 148}) {
            assertThat(reason(key, Arrays.copyOf(header, length))).isEqualTo(FloeException.Reason.HEADER_LENGTH);
        }
    }

    @Test
    void everyFlippedBitIsRefused() {
        for (var bit = 0; bit < 74 * 8; bit++) {
            var expected = bit < 10 * 8 ? FloeException.Reason.HEADER_PARAMETERS : FloeException.Reason.HEADER_TAG;
            assertThat(reason(key, flipped(bit))).isEqualTo(expected);
        }
    }

    @Test
    void anotherKeyAadOrSegmentLengthIsRefused() {
        var otherKey = new byte[32];
        otherKey[31] = 1;
        assertThat(reason(new FloeKey(Sample.SMALL, otherKey, Sample.AAD, null), header))
                .isEqualTo(FloeException.Reason.HEADER_TAG);
        assertThat(reason(new FloeKey(Sample.SMALL, new byte[32], new byte[0], null), header))
                .isEqualTo(FloeException.Reason.HEADER_TAG);
        assertThat(reason(Sample.key(FloeParameters.STANDARD), header))
                .isEqualTo(FloeException.Reason.HEADER_PARAMETERS);
    }

    @Test
    void lengthIsCheckedBeforeParametersAndParametersBeforeTag() {
        var wrong = flipped(0);
        wrong[73] ^= 1;
        assertThat(reason(key, wrong)).isEqualTo(FloeException.Reason.HEADER_PARAMETERS);
        assertThat(reason(key, Arrays.copyOf(wrong, 73))).isEqualTo(FloeException.Reason.HEADER_LENGTH);
    }

    @Test
    void laterChangesToTheCallersArraysHaveNoEffect() throws Exception {
        var keyBytes = new byte[32];
        var aad = Sample.AAD.clone();
        var copied = new FloeKey(Sample.SMALL, keyBytes, aad, null);
        Arrays.fill(keyBytes, (byte) 1);
        Arrays.fill(aad, (byte) 1);
        var bytes = header.clone();
        var verified = copied.verifiedHeader(bytes);
        Arrays.fill(bytes, (byte) 1);
        Arrays.fill(verified.encoded(), (byte) 1);
        assertThat(verified.encoded()).isEqualTo(header);
    }

    @Test
    void keyHas32BytesAndDoesNotPrintThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloeKey(Sample.SMALL, new byte[31], Sample.AAD, null));
        assertThat(key.toString()).startsWith("nl.rijkscloud.floe.FloeKey@");
        assertThat(key.newHeader(Sample.RANDOM).toString()).startsWith("nl.rijkscloud.floe.FloeHeader@");
    }

    private byte[] flipped(int bit) {
        var changed = header.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private static FloeException.Reason reason(FloeKey key, byte[] header) {
        return catchThrowableOfType(FloeException.class, () -> key.verifiedHeader(header)).reason();
    }
}
