package nl.rijkscloud.typed;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import nl.rijkscloud.typed.InputResult.InputFault;

/**
 * The name of a file as its owner's disk has it. Control characters and marks that turn the reading order round are
 * refused: "annexfdp.exe" must not pass for "annexexe.pdf". Marks that only show a direction, and others that nobody
 * sees, fall away; joiners in emoji and in Persian words stay.
 */
public final class FileName {
    /** UTF-16 units, as most file systems count. */
    public static final int LONGEST = 255;

    private static final Pattern WINDOWS_PATH = Pattern.compile("(?:[A-Za-z]:|\\\\)\\\\.*\\\\([^\\\\]*)");
    private static final Pattern WAY_OUT = Pattern.compile("(?:^|.*/)\\.{1,2}(?:/.*|$)", Pattern.DOTALL);

    private FileName() {}

    /** The part after the last dot in lower case; empty when there is no dot, or no character before it. */
    public static String extension(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** @param path perhaps with the folders of the one who sends it, which are left out */
    public static InputResult<String> read(String path) {
        var file = WINDOWS_PATH.matcher(path).replaceFirst("$1");
        var name = visible(file.substring(file.lastIndexOf('/') + 1));
        if (WAY_OUT.matcher(file).matches()) {
            return InputResult.unfit('/');
        }
        if (name.isEmpty()) {
            return InputResult.unfit(InputFault.NO_LETTER);
        }
        if (name.length() > LONGEST) {
            return InputResult.unfit(InputFault.TOO_LONG);
        }
        var hidden = name.codePoints().filter(FileName::isHidden).findFirst();
        return hidden.isPresent() ? InputResult.unfit(hidden.getAsInt()) : InputResult.good(name);
    }

    private static String visible(String name) {
        var seen = name.codePoints().filter(point -> !fallsAway(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return TypedText.trimmedOfBlanks(Normalizer.normalize(seen, Normalizer.Form.NFC));
    }

    private static boolean fallsAway(int point) {
        return TypedText.isUnseen(point) && !isHidden(point);
    }

    /** True also for characters that end a line: they would break any list of names. */
    private static boolean isHidden(int point) {
        return Character.isISOControl(point) || TypedText.isLineBreak(point) || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }
}
