package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Opens ciphertexts of the format's reference implementations. Their vectors are third-party data and not part of this
 * project: the test reads them from the folder in the system property {@code rijkscloud.vectors}, and is skipped
 * without it.
 */
final class ReferenceVectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("rijkscloud.vectors", "../shared/floe-kat"));

    private record Vector(String name, FloeParameters parameters) {
        byte[] plaintext() throws IOException {
            return read(name + "_pt.txt");
        }

        byte[] ciphertext() throws IOException {
            return read(name + "_ct.txt");
        }

        private static byte[] read(String file) throws IOException {
            return HexFormat.of().parseHex(Files.readString(FOLDER.resolve(file)).strip());
        }
    }

    static final List<Vector> VECTORS = List.of(
            new Vector("java_GCM256_IV256_64", new FloeParameters(64, 20)),
            new Vector("go_GCM256_IV256_4K", new FloeParameters(4096, 20)),
            new Vector("java_lastSegAligned", new FloeParameters(40, 20)),
            new Vector("java_lastSegEmpty", new FloeParameters(40, 20)),
            new Vector("cpp_rotation", new FloeParameters(40, 2)));

    @BeforeEach
    void vectorsAreThere() {
        assumeTrue(Files.isDirectory(FOLDER), "no reference vectors here");
    }

    @ParameterizedTest
    @FieldSource("VECTORS")
    void opensVector(Vector vector) throws Exception {
        for (var provider : Sample.PROVIDERS) {
            var key = Sample.key(vector.parameters, provider);
            assertThat(Sample.opened(key, vector.ciphertext())).isEqualTo(vector.plaintext());
        }
    }

    @Test
    void noVectorIsLeftOut() throws Exception {
        try (var files = Files.list(FOLDER)) {
            var names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("_ct.txt"));
            assertThat(names).hasSameElementsAs(VECTORS.stream().map(vector -> vector.name + "_ct.txt").toList());
        }
    }
}
