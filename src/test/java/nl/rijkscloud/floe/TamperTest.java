package nl.rijkscloud.floe;

import static nl.rijkscloud.floe.FloeException.Reason.HEADER_LENGTH;
import static nl.rijkscloud.floe.FloeException.Reason.HEADER_PARAMETERS;
import static nl.rijkscloud.floe.FloeException.Reason.HEADER_TAG;
import static nl.rijkscloud.floe.FloeException.Reason.SEGMENT_LENGTH;
import static nl.rijkscloud.floe.FloeException.Reason.SEGMENT_TAG;
import static nl.rijkscloud.floe.FloeException.Reason.STREAM_TRAILING;
import static nl.rijkscloud.floe.FloeException.Reason.STREAM_TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every way to change a stored ciphertext. Each is refused for the named reason, and the output before the refusal is
 * exactly the plaintext of the untouched segments.
 * <p>The sample has four parts: the header, two full segments of 8 bytes, and a full final one.
 */
@ParameterizedClass
@FieldSource("PROVIDERS")
final class TamperTest {
    static final List<Provider> PROVIDERS = Sample.PROVIDERS;
    private static final int FINAL = 3;
    private static final int SEGMENT = 40;

    private final byte[] plaintext = Sample.plaintext(3 * 8);
    private final FloeKey key;
    private final byte[] ciphertext;

    TamperTest(Provider provider) {
        key = Sample.key(Sample.SMALL, provider);
        ciphertext = Sample.sealed(key, plaintext);
    }

    @Test
    void untouchedIsOpened() throws Exception {
        assertThat(Sample.opened(key, ciphertext)).isEqualTo(plaintext);
    }

    @Test
    void everyFlippedBit() {
        for (var bit = 0; bit < ciphertext.length * 8; bit++) {
            var at = bit / 8;
            var changed = ciphertext.clone();
            changed[at] ^= (byte) (1 << bit % 8);
            var refusal = Sample.refusal(key, changed);
            assertThat(refusal.reason()).isIn(reasonsAt(at));
            assertReleased(refusal, at < 74 ? 0 : (at - 74) / SEGMENT);
        }
    }

    private static List<FloeException.Reason> reasonsAt(int at) {
        if (at < 74) {
            return List.of(at < 10 ? HEADER_PARAMETERS : HEADER_TAG);
        }
        var inLengthWord = (at - 74) % SEGMENT < 4;
        return inLengthWord ? List.of(SEGMENT_LENGTH, SEGMENT_TAG) : List.of(SEGMENT_TAG);
    }

    @Test
    void truncatedAtEveryLength() {
        for (var length = 0; length < ciphertext.length; length++) {
            var refusal = Sample.refusal(key, Arrays.copyOf(ciphertext, length));
            assertThat(refusal.reason()).isEqualTo(length < 74 ? HEADER_LENGTH : STREAM_TRUNCATED);
            assertReleased(refusal, length < 74 ? 0 : (length - 74) / SEGMENT);
        }
    }

    @Test
    void dropped() {
        assertRefused(parts -> parts.remove(0), HEADER_PARAMETERS, 0);
        assertRefused(parts -> parts.remove(1), SEGMENT_TAG, 0);
        assertRefused(parts -> parts.remove(2), SEGMENT_TAG, 1);
        assertRefused(parts -> parts.remove(FINAL), STREAM_TRUNCATED, 2);
    }

    @Test
    void swapped() {
        assertRefused(parts -> Collections.swap(parts, 1, 2), SEGMENT_TAG, 0);
        assertRefused(parts -> Collections.swap(parts, 2, FINAL), SEGMENT_TAG, 1);
    }

    @Test
    void doubled() {
        assertRefused(parts -> parts.add(1, parts.get(1)), SEGMENT_TAG, 1);
        assertRefused(parts -> parts.add(2, parts.get(2)), SEGMENT_TAG, 2);
    }

    @Test
    void twoFinalSegments() {
        assertRefused(parts -> parts.add(parts.get(FINAL)), STREAM_TRAILING, 2);
    }

    @Test
    void finalSegmentSealedForTheNextPlaceToo() throws Exception {
        var more = sealedAnew(3, true);
        assertRefused(parts -> parts.add(more), STREAM_TRAILING, 2);
    }

    @Test
    void trailingBytes() {
        assertRefused(parts -> parts.add(new byte[1]), STREAM_TRAILING, 2);
        assertRefused(parts -> parts.add(new byte[SEGMENT]), STREAM_TRAILING, 2);
    }

    @Test
    void finalMadeInternal() {
        assertRefused(parts -> putWord(parts.get(FINAL), -1), SEGMENT_TAG, 2);
    }

    @Test
    void internalMadeFinal() {
        assertRefused(parts -> putWord(parts.get(2), SEGMENT), SEGMENT_TAG, 1);
        assertRefused(
                parts -> {
                    putWord(parts.get(2), SEGMENT);
                    parts.remove(FINAL);
                },
                SEGMENT_TAG,
                1);
    }

    @Test
    void invalidLengthWords() {
        for (var word : new int[] {0, 31, SEGMENT + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -2}) {
            assertRefused(parts -> putWord(parts.get(FINAL), word), SEGMENT_LENGTH, 2);
        }
    }

    @Test
    void finalSegmentShortenedWithItsWord() {
        assertRefused(
                parts -> {
                    parts.set(FINAL, Arrays.copyOf(parts.get(FINAL), SEGMENT - 1));
                    putWord(parts.get(FINAL), SEGMENT - 1);
                },
                SEGMENT_TAG,
                2);
    }

    @Test
    void segmentOfAnotherStreamUnderTheSameKey() {
        var other = Sample.parts(Sample.SMALL, Sample.sealed(key, plaintext));
        assertRefused(parts -> parts.set(0, other.get(0)), SEGMENT_TAG, 0);
        assertRefused(parts -> parts.set(2, other.get(2)), SEGMENT_TAG, 1);
        assertRefused(parts -> parts.set(FINAL, other.get(FINAL)), SEGMENT_TAG, 2);
    }

    @Test
    void partsOfAnotherDocument() {
        var otherAad = new FloeKey(Sample.SMALL, new byte[32], new byte[] {1}, Sample.JDK);
        var other = Sample.parts(Sample.SMALL, Sample.sealed(otherAad, plaintext));
        assertRefused(parts -> parts.set(0, other.get(0)), HEADER_TAG, 0);
        assertRefused(parts -> parts.set(1, other.get(1)), SEGMENT_TAG, 0);
        assertRefused(parts -> parts.set(FINAL, other.get(FINAL)), SEGMENT_TAG, 2);
    }

    /** Shows a missing guard: this is why the vault keeps a digest over the IVs and tags of all segments. */
    @Test
    void anEarlierSegmentOfTheSameHeaderAndPlaceIsAcceptedByTheFormatAlone() throws Exception {
        var parts = new ArrayList<>(Sample.parts(Sample.SMALL, ciphertext));
        parts.set(2, sealedAnew(1, false));
        assertThat(Sample.opened(key, Sample.joined(parts))).hasSize(plaintext.length).isNotEqualTo(plaintext);
    }

    /** Eight zero bytes, sealed under the sample's own header. */
    private byte[] sealedAnew(long index, boolean last) throws FloeException {
        var segment = new byte[SEGMENT];
        var header = key.verifiedHeader(Arrays.copyOf(ciphertext, FloeParameters.HEADER_LENGTH));
        new SegmentSealer(header, Sample.RANDOM).seal(index, last, ByteBuffer.wrap(segment), 8);
        return segment;
    }

    private void assertRefused(Consumer<List<byte[]>> tampering, FloeException.Reason reason, int segmentsReleased) {
        var parts = new ArrayList<>(Sample.parts(Sample.SMALL, ciphertext));
        tampering.accept(parts);
        var refusal = Sample.refusal(key, Sample.joined(parts));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertReleased(refusal, segmentsReleased);
    }

    private void assertReleased(Sample.Refusal refusal, int segments) {
        assertThat(refusal.released()).isEqualTo(Arrays.copyOf(plaintext, segments * 8));
    }

    private static void putWord(byte[] segment, int word) {
        ByteBuffer.wrap(segment).putInt(0, word);
    }
}
