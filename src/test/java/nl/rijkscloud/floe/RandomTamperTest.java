package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cuts and pastes at random: opening never yields anything but a prefix of the plaintext. */
final class RandomTamperTest {
    private final Random random = new Random(20261123);

    @Test
    void changedStreamsYieldOnlyPrefixes() {
        for (var round = 0; round < 3000; round++) {
            var key = Sample.key(new FloeParameters(33 + random.nextInt(40), random.nextInt(4)));
            var plaintext = Sample.plaintext(random.nextInt(200));
            var ciphertext = Sample.sealed(key, plaintext);
            var changed = changed(ciphertext, Sample.sealed(key, plaintext));
            var refusal = Sample.refusal(key, changed);
            if (Arrays.equals(changed, ciphertext)) {
                assertThat(refusal.reason()).isNull();
                assertThat(refusal.released()).isEqualTo(plaintext);
            } else {
                assertThat(refusal.reason()).as("round %d", round).isNotNull();
                assertThat(refusal.released()).isEqualTo(Arrays.copyOf(plaintext, refusal.released().length));
            }
        }
    }

    /** The ciphertext's header, followed by random ranges of it and of another ciphertext. */
    private byte[] changed(byte[] ciphertext, byte[] other) {
        var out = new ByteArrayOutputStream();
        out.write(ciphertext, 0, random.nextInt(FloeParameters.HEADER_LENGTH, ciphertext.length + 1));
        for (var pieces = random.nextInt(4); pieces > 0; pieces--) {
            var source = random.nextInt(4) == 0 ? other : ciphertext;
            var from = random.nextBoolean() ? Math.min(out.size(), source.length) : random.nextInt(source.length);
            out.write(source, from, random.nextInt(source.length - from + 1));
        }
        return out.toByteArray();
    }
}
