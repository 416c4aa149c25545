package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HouseStyleTest {
    /** Names that say nothing about the purpose of a class. */
    private static final Pattern EMPTY_NAME = Pattern.compile("(?:Utils?|Helpers?|Manager|Impl|Base)(?=\\.java)");
    /** Pieced together, so that this file is not its own finding. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern CONSOLE = Pattern.compile("System\\.(?:out|err)\\b|\\bIO\\.print|printStackTrace\\(");
    /** Words that turn a sentence around; the first sentence of a comment may begin with a small letter. */
    private static final Pattern INVERTED = Pattern.compile(
            "^[(\"']?(?i:who|what|whose|whom|whether|of which|so many)\\b"
                    + "|[.!?][)\"']? (?:<p>)?(?:Who|What|Whose|Whom|Whether|Of which|So many)\\b|\\b[Oo]f which\\b");
    private static final Pattern RIDDLE =
            Pattern.compile("\\bvoid (?:who|what|whose|whom|whether|ofWhich)(?:ever)?[A-Z]\\w*\\(");

    @Test
    void everyClassNameSaysSomething() {
        assertThat(SourceFiles.of("java")).noneMatch(file -> EMPTY_NAME.matcher(file.toString()).find());
    }

    @Test
    void noFileHasUnfinishedWork() {
        assertThat(SourceFiles.linesWhere(UNFINISHED.asPredicate(), "java", "js", "css", "html")).isEmpty();
    }

    @Test
    void onlyCommandsAndTheDemoWriteToTheConsole() {
        var others = SourceFiles.of("java").stream()
                .filter(file -> file.startsWith("src/main"))
                .filter(file -> !file.toString().contains("/cli/"))
                .toList();
        assertThat(SourceFiles.linesWhere(CONSOLE.asPredicate(), others)).isEmpty();
    }

    @Test
    void thereIsOneLoggingApi() {
        assertThat(SourceFiles.linesWhere(line -> line.startsWith("import java.util.logging."), "java")).isEmpty();
    }

    @Test
    void noFileNamesTheMachineItWasWrittenOn() {
        var home = Pattern.compile("\"(?:/home/|/root/|/Users/|/tmp/wt/)");
        assertThat(SourceFiles.linesWhere(home.asPredicate(), "java", "js", "css", "html"))
                .filteredOn(line -> !line.contains(getClass().getSimpleName())).isEmpty();
    }

    @Test
    void commentsAreInPlainEnglish() {
        var inverted = SourceFiles.of("java", "js").stream()
                .flatMap(file -> Comments.of(file).stream().filter(INVERTED.asPredicate())
                        .map(comment -> file + ": " + comment));
        assertThat(inverted).isEmpty();
    }

    @Test
    void testsAreNamedAfterBehaviour() {
        assertThat(SourceFiles.linesWhere(RIDDLE.asPredicate(), "java")).isEmpty();
    }
}
