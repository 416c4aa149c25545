package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void medianAndWideLinesAreTold(TestReporter reporter) {
        var lengths = SourceFiles.of("java").stream().filter(file -> file.startsWith("src/main"))
                .map(file -> SourceFiles.lines(file).size()).sorted().toList();
        reporter.publishEntry("median lines of src/main/java", lengths.get(lengths.size() / 2) + " of "
                + lengths.size() + " files");
        var wide = SourceFiles.linesWhere(line -> line.length() > WIDE, "java").size();
        reporter.publishEntry("lines of more than " + WIDE + " characters", Integer.toString(wide));
    }
}
