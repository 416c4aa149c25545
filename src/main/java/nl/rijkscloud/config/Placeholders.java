package nl.rijkscloud.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts with words in braces that stand for values: {@code Bearer {token}}. Other braces are only braces. */
public final class Placeholders {
    private static final Pattern WORD = Pattern.compile("\\{([A-Za-z]+)}");

    private Placeholders() {}

    public static Stream<String> of(String template) {
        return WORD.matcher(template).results().map(found -> found.group(1));
    }

    /** Puts the values in, once: a value that holds a word in braces stays as it is. */
    public static String fill(String template, Map<String, String> values) {
        return WORD.matcher(template).replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
