package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HouseStyleTest {
    /** Names that say nothing about what a class is for. */
    private static final Pattern EMPTY_NAME = Pattern.compile("(?:Utils?|Helpers?|Manager|Impl|Base)(?=\\.java)");
    /** Word by word, and pieced together, so that this file is not its own finding. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XXX)\\b");
    private static final Pattern CONSOLE = Pattern.compile("System\\.(?:out|err)\\b|\\bIO\\.print|printStackTrace\\(");

    @Test
    void noNameIsEmpty() {
        assertThat(SourceFiles.of("java")).noneMatch(file -> EMPTY_NAME.matcher(file.toString()).find());
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(lines(SourceFiles.of("java", "js", "css", "html"), UNFINISHED.asPredicate())).isEmpty();
    }

    @Test
    void onlyCommandsAndTheDemoWriteToTheConsole() {
        var others = SourceFiles.of("java").stream()
                .filter(file -> file.startsWith("src/main"))
                .filter(file -> !file.toString().contains("/cli/"))
                .toList();
        assertThat(lines(others, CONSOLE.asPredicate())).isEmpty();
    }

    @Test
    void thereIsOneLoggingApi() {
        assertThat(lines(SourceFiles.of("java"), line -> line.startsWith("import java.util.logging."))).isEmpty();
    }

    @Test
    void noFileNamesTheMachineItWasWrittenOn() {
        var home = Pattern.compile("\"(?:/home/|/root/|/Users/|/tmp/wt/)");
        assertThat(lines(SourceFiles.of("java", "js", "css", "html"), home.asPredicate()))
                .filteredOn(line -> !line.contains(getClass().getSimpleName())).isEmpty();
    }

    private static List<String> lines(List<Path> files, Predicate<String> found) {
        return files.stream()
                .flatMap(file -> SourceFiles.lines(file).stream().filter(found).map(line -> file.getFileName() + ": " + line.strip()))
                .toList();
    }
}
