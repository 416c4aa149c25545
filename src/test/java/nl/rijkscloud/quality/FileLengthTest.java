package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A file is one idea: about 70 lines is usual, 200 is long, more than 300 is two ideas. */
class FileLengthTest {
    private static final int MOST = 300;
    private static final int WIDE = 120;

    @Test
    void noFileIsLongerThan300Lines() {
        assertThat(SourceFiles.of("java", "js", "css", "html"))
                .filteredOn(file -> SourceFiles.lines(file).size() > MOST).isEmpty();
    }

    /** Rows of tables, lines of text blocks and commands to copy keep their shape. */
    @Test
    void noLineOfCodeIsWiderThan120Columns() {
        assertThat(SourceFiles.of("java").stream().flatMap(file -> codeLines(file)
                .filter(line -> line.codePointCount(0, line.length()) > WIDE)
                .filter(line -> !line.strip().matches("(Row\\.of\\(|//  ).*") && !line.contains("<pre>"))
                .map(line -> file + ": " + line.strip()))).isEmpty();
    }

    @Test
    void medianIsReported(TestReporter reporter) {
        var lengths = SourceFiles.of("java").stream().filter(file -> file.startsWith("src/main"))
                .map(file -> SourceFiles.lines(file).size()).sorted().toList();
        reporter.publishEntry("median lines of src/main/java", lengths.get(lengths.size() / 2) + " of "
                + lengths.size() + " files");
    }

    private static Stream<String> codeLines(Path file) {
        var block = new AtomicBoolean();
        return SourceFiles.lines(file).stream().filter(line -> {
            var quotes = line.split("\"\"\"", -1).length - 1;
            var inside = block.get() || quotes % 2 == 1;
            block.set(block.get() ^ quotes % 2 == 1);
            return !inside;
        });
    }
}
