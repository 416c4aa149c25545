package nl.rijkscloud.pages;

import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.rijkscloud.http.PreparedContent;
import nl.rijkscloud.kernel.Language;

/** Renders the page with questions and answers for a search without script. Immutable, any thread. */
final class HelpSearch {
    private final Template template;
    private final Map<Language, Map<String, Object>> values;

    /** @param values those of the whole page */
    HelpSearch(Template template, Map<Language, Map<String, Object>> values) {
        this.template = template;
        this.values = values;
    }

    /** @param words as {@link HelpHandler#plain} writes them */
    PreparedContent find(Language language, String asked, List<String> words) {
        var page = new HashMap<>(values.getOrDefault(language, Map.of()));
        var sections = maps(page, "sections").stream()
                .map(section -> Map.of("heading", section.get("heading"), "questions",
                        maps(section, "questions").stream().filter(one -> has(one, words)).toList()))
                .filter(section -> !maps(section, "questions").isEmpty())
                .toList();
        page.put("sections", sections);
        page.put("asked", asked);
        page.put("searched", true);
        page.put("nothing", sections.isEmpty());
        return PreparedContent.of("text/html; charset=utf-8", template.execute(page).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean has(Map<?, ?> question, List<String> words) {
        var text = HelpHandler.plain(question.get("question") + " " + question.get("answer"));
        return words.stream().allMatch(text::contains);
    }

    private static List<Map<?, ?>> maps(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).collect(Collectors.toList())
                : List.of();
    }
}
