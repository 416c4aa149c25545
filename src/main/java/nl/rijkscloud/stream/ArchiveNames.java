package nl.rijkscloud.stream;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes file names for one folder of an archive that every operating system can create: they do not lead out of the
 * folder, contain nothing invisible, and no system takes two of them for the same. One instance per folder, used by one
 * thread.
 */
final class ArchiveNames {
    /** Bytes of UTF-8; most file systems allow 255, and extraction tools add to a name. */
    static final int MAX_BYTES = 200;

    /**
     * Separators of folders, characters that Windows refuses, controls, and marks that change the direction of text,
     * which make {@code exe.pdf} look like {@code fdp.exe}. Format characters within a word or an emoji stay.
     */
    private static final Pattern UNFIT = Pattern.compile("[/\\\\:*?\"<>|\\p{Cc}\\u2028\\u2029\\u061c\\u200e\\u200f"
            + "\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    private static final Pattern EDGES = Pattern.compile("^\\s*\\.{2,}|^\\s+|[\\s.]+$");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final String NAMELESS = "document";

    private final Set<String> taken = new HashSet<>();
    /** By name, the number to try next: thousands of equal names must not each try all numbers before theirs. */
    private final Map<String, Integer> next = new HashMap<>();

    /** Makes a name that this folder does not have yet: {@code name (2).ext} for the second of that name. */
    String unique(String name) {
        var fit = fit(name);
        if (taken.add(folded(fit))) {
            return fit;
        }
        var number = next.getOrDefault(folded(fit), 2);
        var candidate = numbered(fit, " (" + number++ + ")");
        while (!taken.add(folded(candidate))) {
            candidate = numbered(fit, " (" + number++ + ")");
        }
        next.put(folded(fit), number);
        return candidate;
    }

    /** Replaces or removes everything that makes a name unfit. */
    static String fit(String name) {
        var clean = EDGES.matcher(UNFIT.matcher(wellFormed(name)).replaceAll("_")).replaceAll("");
        if (clean.isEmpty()) {
            return NAMELESS;
        }
        return numbered(RESERVED.matcher(clean).matches() ? "_" + clean : clean, "");
    }

    private static String numbered(String name, String suffix) {
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var extension = dot > 0 ? name.substring(dot) : "";
        if (bytes(extension) > MAX_BYTES / 2) { // too long to be an extension
            stem = name;
            extension = "";
        }
        return cut(stem, MAX_BYTES - bytes(suffix) - bytes(extension)) + suffix + extension;
    }

    private static String cut(String text, int most) {
        var signs = BreakIterator.getCharacterInstance(Locale.ROOT);
        signs.setText(text);
        var end = text.length();
        while (bytes(text.substring(0, end)) > most) {
            end = signs.preceding(end); // keeps a sign of several characters, such as an emoji of a family, whole
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Replaces half of a surrogate pair, which UTF-8 cannot express. */
    private static String wellFormed(String text) {
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? '_' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Windows and macOS distinguish neither capitals, nor composed from decomposed letters. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
