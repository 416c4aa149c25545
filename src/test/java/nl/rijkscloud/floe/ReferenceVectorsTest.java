package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Opens what the format's reference implementations sealed. Their vectors are third-party data and not part of this project:
 * the test reads them from the folder that the system property {@code rijkscloud.vectors} names, and is skipped without it.
 */
final class ReferenceVectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("rijkscloud.vectors", "../shared/floe-kat"));

    @BeforeEach
    void vectorsAreThere() {
        assumeTrue(Files.isDirectory(FOLDER), "no reference vectors here");
    }

    @ParameterizedTest
    @CsvSource({
        "java_GCM256_IV256_64, 64, 20",
        "go_GCM256_IV256_4K, 4096, 20",
        "java_lastSegAligned, 40, 20",
        "java_lastSegEmpty, 40, 20",
        "cpp_rotation, 40, 2",
    })
    void opensVector(String name, int segmentLength, int rotationMask) throws Exception {
        for (var provider : Sample.PROVIDERS) {
            var key = Sample.key(new FloeParameters(segmentLength, rotationMask), provider);
            assertThat(Sample.opened(key, read(name + "_ct.txt"))).isEqualTo(read(name + "_pt.txt"));
        }
    }

    @Test
    void noVectorIsLeftOut() throws Exception {
        try (var files = Files.list(FOLDER)) {
            var names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("_ct.txt"));
            assertThat(names.map(name -> name.replace("_ct.txt", ""))).hasSameElementsAs(opened());
        }
    }

    private static List<String> opened() throws NoSuchMethodException {
        var method = ReferenceVectorsTest.class.getDeclaredMethod("opensVector", String.class, int.class, int.class);
        return List.of(method.getAnnotation(CsvSource.class).value()).stream()
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
    }

    private static byte[] read(String name) throws IOException {
        return HexFormat.of().parseHex(Files.readString(FOLDER.resolve(name)).strip());
    }
}
