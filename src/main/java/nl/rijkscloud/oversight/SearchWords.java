package nl.rijkscloud.oversight;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nl.rijkscloud.http.Json;

/**
 * The words of a search. A transfer is found if each of them stands anywhere in the searched texts, without regard to
 * case and accents.
 */
record SearchWords(List<String> words) {
    /** In characters, all words together. */
    static final int MAX_LENGTH = 200;
    /** Shorter words are in nearly every transfer. */
    private static final int SHORTEST = 3;
    private static final int MOST = 8;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /** Fails with {@code INVALID} for text without a word of three characters. */
    static SearchWords of(String typed) {
        var words = Arrays.stream(fold(typed).strip().split("[\\s\\p{Cntrl},;]+"))
                .filter(word -> word.length() >= SHORTEST).distinct().limit(MOST).toList();
        if (words.isEmpty()) {
            throw Json.invalid("q", "too-short");
        }
        return new SearchWords(words);
    }

    /** The same rule as the function {@code folded} of the database. */
    private static String fold(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("");
    }

    /** Says nothing of the words: they are names. */
    @Override
    public String toString() {
        return "SearchWords[" + words.size() + "]";
    }
}
