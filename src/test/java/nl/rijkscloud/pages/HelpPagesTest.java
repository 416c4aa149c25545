package nl.rijkscloud.pages;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions and answers, the manual, and the network test. */
final class HelpPagesTest {
    /** Buttons and headings; an apostrophe within a word ends nothing. */
    private static final Pattern LABEL = Pattern.compile("‘(.+?)’(?!\\p{L})");
    private static final Pattern SUBJECT = Pattern.compile("[„“](.+?)”");
    private static final Set<String> QUOTED = Set.of("hulp", "handleiding");

    private final PortalClient browser = new PortalClient(TestPortal.shared().baseUrl());

    @ParameterizedTest
    @EnumSource
    void everyButtonAndHeadingInTheManualIsOnAScreen(Language language) throws IOException {
        var texts = texts(language);
        var screens = new TreeSet<String>();
        texts.fieldNames().stream().filter(group -> !QUOTED.contains(group))
                .forEach(group -> collect(texts.getValue(group), screens));

        var quoted = quotes(texts, LABEL);

        assertThat(quoted).hasSizeGreaterThan(15);
        assertThat(screens).containsAll(quoted);
    }

    @ParameterizedTest
    @EnumSource
    void everySubjectInTheManualIsOfAMail(Language language) throws IOException {
        var quoted = quotes(texts(language), SUBJECT);
        quoted.removeIf(words -> words.equals("www"));

        assertThat(quoted).hasSizeGreaterThan(4);
        assertThat(subjects(language)).containsAll(quoted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hulp", "/handleiding", "/test"})
    void pageIsLinkedFromEveryPageInBothLanguages(String path) {
        for (var cookie : List.of("nl", "en")) {
            var page = expect(200, browser.send("GET", path, BodyPublishers.noBody(),
                    "Cookie", "__Host-taal=" + cookie));
            assertThat(page.body()).contains("lang=\"" + cookie + '"');
        }
        for (var other : List.of("/", "/gegevens", "/verstuur/x", "/inspectie", "/privacy", "/test", "/niets")) {
            assertThat(browser.get(other).body()).as(other).contains("href=\"" + path + '"');
        }
    }

    @Test
    void searchWithoutScriptShowsTheQuestionsThatHaveEveryWord() {
        var found = search("SMS%20code");
        var nothing = search("xyzzy");

        assertThat(found).contains("Ik krijg geen sms met een code.").doesNotContain("Ik kan het zip-bestand niet")
                .contains("value=\"SMS code\"");
        assertThat(nothing).doesNotContain("<details").contains("id=\"niets\">");
        assertThat(search("")).contains("Ik kan het zip-bestand niet").contains("id=\"niets\" hidden>");
    }

    @Test
    void searchedWordsAreTextAndNothingElse() {
        var page = search("%22%3E%3Cscript%3Ealert(1)%3C/script%3E%7B%7Bsite.phone%7D%7D");

        assertThat(page).doesNotContain("<script>alert").contains("{{site.phone}}");
        assertThat(search("a".repeat(3_000))).doesNotContain("a".repeat(101));
    }

    private String search(String words) {
        return expect(200, browser.get("/hulp?vraag=" + words)).body();
    }

    private static Set<String> quotes(JsonObject texts, Pattern pattern) {
        var words = new TreeSet<String>();
        QUOTED.forEach(group -> collect(texts.getJsonObject(group).copy(), words));
        return words.stream().flatMap(text -> pattern.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(Object value, Set<String> words) {
        switch (value) {
            case JsonObject object -> object.forEach(entry -> collect(entry.getValue(), words));
            case JsonArray array -> array.forEach(one -> collect(one, words));
            case String text -> words.add(text);
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    private static List<String> subjects(Language language) throws IOException {
        try (Stream<Path> mails = Files.list(Path.of("conf", "mail", language.code()))) {
            return mails.map(HelpPagesTest::firstLine).map(line -> line.substring("Subject: ".length())
                    .replace("{{organisation}}", "{abbreviation}")
                    .replaceAll("\\{\\{#(\\w+)}}.*\\{\\{/\\1}}", "").replaceAll("\\{\\{\\w+}}", "…")).toList();
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readAllLines(file).getFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonObject texts(Language language) throws IOException {
        return new JsonObject(Files.readString(Path.of("webroot", "text", language.code() + ".json")));
    }
}
