package nl.rijkscloud.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
    private static final SiteFixture FIXTURE = SiteFixture.make();
    private static final Path WEBROOT = Path.of("webroot");

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSamePlaceholders() throws IOException {
        assertThat(placeholders("en")).isEqualTo(placeholders("nl"));
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsCompleteAndNamesItsLanguage(Language language) {
        for (String name : Pages.NAMES) {
            String html = html(name, language);
            assertThat(html).as(name).startsWith("<!doctype html>").contains("<html lang=\"" + language.code() + '"')
                    .contains("<main").contains("</html>").contains("<meta name=\"theme-color\" content=\"#0b4a56\"")
                    .contains("IGJ Rijkscloud").doesNotContain("{{");
            assertThat(html.split("<h1", -1).length - 1).as("headings of " + name).isPositive();
        }
    }

    /** The promise differs: somebody can help once all links are lost, or nobody can. */
    @Test
    void pagesSayIfThereIsARecoveryKey() {
        var with = SiteFixture.make(false, Optional.of("0a-1b-2c")).pages();

        assertThat(html("privacy", Language.NL)).contains("Er is geen reservesleutel.");
        assertThat(html("welkom", Language.NL)).doesNotContain("herstelsleutel");
        assertThat(html("inspectie-bewaren", Language.NL)).contains("Dit portaal heeft geen herstelsleutel");
        assertThat(html(with, "privacy", Language.NL)).contains("twee van hen").doesNotContain("geen reservesleutel");
        assertThat(html(with, "welkom", Language.NL)).contains("twee van de drie bewaarders van een herstelsleutel");
        assertThat(html(with, "inspectie-bewaren", Language.NL)).contains("<dd>0a-1b-2c</dd>");
    }

    /**
     * Mustache drops a block that the part does not have: the text of a misspelled block would be missing from the
     * page.
     */
    @Test
    void pagesFillOnlyBlocksThatThePartHas() throws IOException {
        try (Stream<Path> files = Files.walk(WEBROOT, 2)) {
            for (Path template : files.filter(path -> path.toString().endsWith(".html")).toList()) {
                String text = Files.readString(template);
                var open = new ArrayDeque<String>();
                Pattern.compile("\\{\\{([<$#^/])([\\w.-]+)}}").matcher(text).results().forEach(found -> {
                    String sign = found.group(1);
                    String name = found.group(2);
                    if (sign.equals("/")) {
                        open.pop();
                        return;
                    }
                    if (sign.equals("$") && !open.isEmpty() && open.peek().startsWith("<")) {
                        assertThat(part(open.peek().substring(1))).as("filled by " + template).content()
                                .contains("{{$" + name + "}}");
                    }
                    open.push(sign + name);
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPageHasInlineScriptOrStyle(Language language) {
        for (String name : Pages.NAMES) {
            assertThat(html(name, language)).as(name)
                    .doesNotContainPattern("<script(?![^>]*\\bsrc=)").doesNotContain("<style")
                    .doesNotContainPattern("\\sstyle=").doesNotContainPattern("\\son[a-z]+=");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFileNamedByAPageExists(Language language) {
        Pattern own = Pattern.compile(FIXTURE.assets().prefix() + "/([^\"]+)");
        for (String name : Pages.NAMES) {
            assertThat(own.matcher(html(name, language)).results().map(found -> found.group(1)))
                    .as(name).isNotEmpty().allSatisfy(file -> assertThat(FIXTURE.assets().find(file)).isPresent());
        }
    }

    /**
     * Browsers fill in typed values again, even when the next user of the computer goes Back. A script restores values
     * where users want that.
     */
    @Test
    void formsDisableAutofillOfTypedValues() {
        var form = Pattern.compile("<form [^>]*>");
        for (String name : Pages.NAMES) {
            assertThat(form.matcher(html(name, Language.NL)).results().map(MatchResult::group)).as(name)
                    .filteredOn(found -> !found.contains("id=\"gegevens\"") && !found.contains("id=\"aanmelden\""))
                    .allSatisfy(found -> assertThat(found).contains("autocomplete=\"off\""));
        }
    }

    /** A missing text would show as nothing at all. */
    @ParameterizedTest
    @MethodSource("scripts")
    void everyTextNamedByAScriptExists(Path script) throws IOException {
        JsonObject words = new JsonObject(Files.readString(WEBROOT.resolve("text/nl.json")));
        Pattern call = Pattern.compile("text\\((?:[^'`()]*\\? )?'([a-z-]+)\\.([^']+)'(?: : '([a-z-]+)\\.([^']+)')?");
        call.matcher(Files.readString(script)).results().forEach(found -> {
            assertThat(words.getJsonObject(found.group(1)).getMap()).containsKey(found.group(2));
            if (found.group(3) != null) {
                assertThat(words.getJsonObject(found.group(3)).getMap()).containsKey(found.group(4));
            }
        });
    }

    @Test
    void quoteInAnOrganisationsNameBreaksNeitherTextsNorPages() {
        assertThat(FIXTURE.texts().get(Language.NL).group("welkom").getString("lead"))
                .contains("Inspectie Gezondheidszorg en \"Jeugd\"");
        assertThat(html("welkom", Language.NL)).contains("en &quot;Jeugd&quot;");
    }

    @Test
    void wordsOfTheManualAreUsed() {
        assertThat(html("verstuur", Language.NL)).contains("Document toevoegen", "Verstuur document(en)",
                "Documenten", "Begeleidend bericht", "Onderwerp", "Kenmerk", "Begeleidende tekst",
                "Dit veld is optioneel", "Uw documenten zijn verzonden");
        assertThat(html("welkom", Language.NL)).contains(">Volgende<");
    }

    /**
     * HTML 5.3 and its checkers refuse a role that an element already has. Scripts give tables their roles, for phones.
     */
    @Test
    void tableHasNoRedundantRole() {
        for (String name : Pages.NAMES) {
            assertThat(html(name, Language.NL)).as(name)
                    .doesNotContainPattern("<(table|tbody|thead|tr|th)\\b[^>]* role=");
        }
    }

    /** But for the search in questions and answers, which works without script and holds nothing of a person. */
    @Test
    void formWithoutItsScriptPutsNothingInTheUrl() {
        for (String name : Pages.NAMES.stream().filter(page -> !page.equals(Pages.HELP)).toList()) {
            assertThat(html(name, Language.NL)).as(name).doesNotContainPattern("<form(?![^>]*method=\"post\")");
        }
    }

    @Test
    void missingPageIsABugAndNoEmptyResponse() {
        assertThatThrownBy(() -> FIXTURE.pages().page("elders", Language.NL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Path part(String name) {
        return WEBROOT.resolve("parts/" + name + ".html");
    }

    private static Stream<Path> scripts() throws IOException {
        return Files.walk(WEBROOT.resolve("js")).filter(path -> path.toString().endsWith(".js"));
    }

    private static String html(String name, Language language) {
        return html(FIXTURE.pages(), name, language);
    }

    private static String html(Pages pages, String name, Language language) {
        return pages.page(name, language).plain().toString();
    }

    private static Map<String, Set<String>> placeholders(String language) throws IOException {
        var found = new TreeMap<String, Set<String>>();
        collect("", new JsonObject(Files.readString(WEBROOT.resolve("text/" + language + ".json"))), found);
        return found;
    }

    private static void collect(String path, Object value, Map<String, Set<String>> found) {
        switch (value) {
            case JsonObject object ->
                    object.forEach(entry -> collect(path + '/' + entry.getKey(), entry.getValue(), found));
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    collect(path + '/' + i, array.getValue(i), found);
                }
            }
            default -> {
                var names = new TreeSet<String>();
                Pattern.compile("\\{(\\w+)}").matcher(value.toString()).results()
                        .forEach(match -> names.add(match.group(1)));
                found.put(path, names);
            }
        }
    }
}
