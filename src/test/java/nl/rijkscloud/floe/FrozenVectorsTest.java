package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealing and opening must stay the same, byte for byte, for as long as documents are stored. */
final class FrozenVectorsTest {
    private record Vector(FloeParameters parameters, byte[] key, byte[] aad, byte[] plaintext, byte[] ciphertext) {
        static Vector read(String name) throws IOException {
            var properties = new Properties();
            try (var in = FrozenVectorsTest.class.getResourceAsStream("/floe/" + name + ".properties")) {
                properties.load(in);
            }
            var parameters = new FloeParameters(
                    Integer.parseInt(properties.getProperty("segmentLength")),
                    Integer.parseInt(properties.getProperty("rotationMask")));
            return new Vector(
                    parameters,
                    hex(properties, "key"),
                    hex(properties, "aad"),
                    hex(properties, "plaintext"),
                    hex(properties, "ciphertext"));
        }

        private static byte[] hex(Properties properties, String name) {
            return HexFormat.of().parseHex(properties.getProperty(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "one-byte", "full-last-segment", "short-last-segment", "no-aad", "rotation"})
    void sealsAndOpensFrozenVectors(String name) throws Exception {
        var vector = Vector.read(name);
        for (var provider : Sample.PROVIDERS) {
            var key = new FloeKey(vector.parameters, vector.key, vector.aad, provider);
            assertThat(Sample.sealed(key, vector.plaintext, new CountingRandom())).isEqualTo(vector.ciphertext);
            assertThat(Sample.opened(key, vector.ciphertext)).isEqualTo(vector.plaintext);
        }
    }
}
