package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links in the documentation lead somewhere, and the sections that code and configuration name exist. */
class DocumentationTest {
    private static final Path MANUAL = Path.of("docs/operations.md");
    private static final Pattern LINK = Pattern.compile(
            "\\[(?<text>[^\\]]+)\\]\\((?<path>[^)#]*)#?(?<anchor>[^)]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CHAPTER = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    /** A class in a link, such as {@code TransferEvent.Kind}. */
    private static final Pattern CLASS = Pattern.compile("(?:[A-Z][A-Za-z]+\\.)*([A-Z][a-z]+[A-Z][A-Za-z]+)");
    private static final Pattern NAMED = Pattern.compile(
            "(?:see|under|See) \\\\?[\"']([A-Z][A-Za-z ]+)\\\\?[\"'][^.;]{0,40}? in (?:docs/)?operations\\.md"
                    + "|operations\\.md[^.]{0,20}, under \"([A-Z][a-z ]+)\"(?: and \"([A-Z][a-z ]+)\")?");
    private static final Pattern SEE = Pattern.compile("\\b[Ss]ee \\*([^*]+)\\*");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            for (var link : found(LINK, text(page))) {
                if (!link.group("path").contains(":") && !leads(page, link)) {
                    broken.add(page + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everySectionThatIsNamedIsInTheManual() throws IOException {
        var named = new ArrayList<String>();
        found(SEE, text(MANUAL)).forEach(see -> named.add(see.group(1)));
        for (var file : SourceFiles.of(List.of("src/main", "conf", "deploy"), "java", "yaml")) {
            for (var reference : found(NAMED, Files.readString(file).replaceAll("\"\\s*\\+ \"|\\n\\s*#", ""))) {
                groups(reference).forEach(named::add);
            }
        }
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(headings(MANUAL)).containsAll(named);
    }

    @Test
    void theManualsFirstTableNamesEveryChapter() throws IOException {
        var manual = text(MANUAL);
        var start = manual.indexOf("## Find it");
        var table = manual.substring(start, manual.indexOf("\n## ", start));
        assertThat(found(CHAPTER, manual)).extracting(chapter -> chapter.group(1))
                .filteredOn(name -> !name.equals("Find it"))
                .allMatch(table::contains);
    }

    private static boolean leads(Path page, MatchResult link) throws IOException {
        var path = link.group("path");
        var target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        var anchor = link.group("anchor");
        return anchor.isEmpty() ? declares(target, link.group("text"))
                : headings(target).stream().map(DocumentationTest::anchor).toList().contains(anchor);
    }

    /** True unless the link's text is the name of a class that the Java file does not declare. */
    private static boolean declares(Path target, String text) throws IOException {
        var name = CLASS.matcher(text);
        return !target.toString().endsWith(".java") || !name.matches()
                || Pattern.compile("\\b(?:class|record|interface|enum) " + name.group(1) + "\\b")
                        .matcher(Files.readString(target)).find();
    }

    private static Set<String> headings(Path page) throws IOException {
        return found(HEADING, text(page)).stream().map(heading -> heading.group(1)).collect(Collectors.toSet());
    }

    /** The part of an address that leads to this heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }

    private static Stream<String> groups(MatchResult result) {
        return Stream.of(1, 2, 3).map(result::group).filter(group -> group != null);
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String text(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<Path> pages() throws IOException {
        try (var root = Files.list(Path.of("")); var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).toList();
        }
    }
}
