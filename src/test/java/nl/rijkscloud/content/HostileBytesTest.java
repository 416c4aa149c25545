package nl.rijkscloud.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every sequence of bytes gets a verdict: an exception would keep a document waiting for ever. */
final class HostileBytesTest {
    private static final int SPOILED = 40;

    private static ContentCheck check;
    private static List<String> names;

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        check = Shipped.check(folder);
        names = Shipped.documents(folder).types().keySet().stream().map(extension -> "stuk." + extension).toList();
    }

    /**
     * Cuts each made file at several places and changes bytes in it, so that lengths and offsets inside it point
     * anywhere.
     */
    @Test
    void noCutOrCorruptedFileThrows() {
        var random = new Random(76);
        samples().forEach(sample -> {
            for (var turn = 0; turn < SPOILED; turn++) {
                var bytes = Arrays.copyOf(sample, random.nextInt(sample.length + 1));
                for (var change = 0; change < turn % 8 && bytes.length > 0; change++) {
                    bytes[random.nextInt(Math.min(bytes.length, 600))] = (byte) random.nextInt();
                }
                var name = names.get(random.nextInt(names.size()));
                var seen = new DocumentSample(bytes, bytes.length + random.nextInt(3),
                        Arrays.copyOf(bytes, random.nextInt(600)), bytes);
                assertThatCode(() -> assertThat(check.look(name, seen)).isNotNull()).as(name)
                        .doesNotThrowAnyException();
            }
        });
    }

    private static Stream<byte[]> samples() {
        return Stream.of(KindsTest.texts(), KindsTest.printed(), KindsTest.pages(), KindsTest.pictures(),
                KindsTest.office(), KindsTest.packed(),
                        KindsTest.programs(), KindsTest.scripts(), KindsTest.unknown())
                .flatMap(cases -> cases)
                .map(one -> (byte[]) one.get()[3]);
    }
}
