package nl.rijkscloud.typed;

import java.text.Normalizer;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The one reader of typed, pasted and exported text, for every entrance: forms, API, lists, command line and the claims
 * of an identity provider. White space of any kind becomes a space, and invisible characters are removed: soft hyphens,
 * marks of direction, zero-width characters, byte order marks. Full-width forms and the hyphens of word processors
 * become the usual ones. The result is in NFC (Unicode UAX #15), so that "é" is one text however it was typed.
 */
public final class TypedText {
    /**
     * Turn the order of reading round: nobody types them, and a name with one is refused by name instead of quietly
     * mended.
     */
    private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202D;
    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private TypedText() {}

    /**
     * One line. A line break within stays, for the field to refuse; at the ends it falls away like other white space.
     */
    public static String line(String typed) {
        return spaced(cleaned(typed, TypedText::isUnseen));
    }

    /** A cell of a spreadsheet, in which a line break is only another space. */
    public static String cell(String typed) {
        return line(typed.codePoints().map(point -> isLineBreak(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }

    /** Text of several lines: their ends become one and the same, and blanks within a line stay as they are. */
    public static String prose(String typed) {
        var lines = typed.replace("\r\n", "\n").codePoints().map(point -> isLineBreak(point) ? '\n' : point)
                .filter(point -> !isUnseen(point) && !isOverride(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return Normalizer.normalize(stripped(lines), Normalizer.Form.NFC);
    }

    /** Without anything at both ends that is a blank, a line break or cannot be seen. */
    static String stripped(String text) {
        return strippedOf(text, point -> isBlank(point) || isLineBreak(point) || isUnseen(point) || isOverride(point)
                || isJoiner(point));
    }

    static String trimmedOfBlanks(String text) {
        return strippedOf(text, TypedText::isBlank);
    }

    /** The first character that ends a line. */
    static Optional<String> lineBreak(String text) {
        return text.codePoints().filter(TypedText::isLineBreak).mapToObj(Character::toString).findFirst();
    }

    static boolean isJoiner(int point) {
        return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
    }

    public static boolean isOverride(int point) {
        return point == LEFT_TO_RIGHT_OVERRIDE || point == RIGHT_TO_LEFT_OVERRIDE;
    }

    /** White space of one line, and the letters of Korean and Braille that are drawn as nothing. */
    static boolean isBlank(int point) {
        return Character.getType(point) == Character.SPACE_SEPARATOR || point == '\t' || point == '\f'
                || point == 0x2800
                || point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0;
    }

    public static boolean isLineBreak(int point) {
        return point == '\n' || point == '\r' || point == 0x0B || point == 0x85 || point == 0x2028 || point == 0x2029;
    }

    /** True for invisible characters that mean nothing by themselves. */
    static boolean isUnseen(int point) {
        return point == 0xAD || point == 0x61C || point == 0x180E || point == 0x200B || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202C) || (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF
                || (point >= 0xFFF9 && point <= 0xFFFB);
    }

    private static String cleaned(String typed, IntPredicate falls) {
        var text = new StringBuilder();
        for (var point : typed.codePoints().toArray()) {
            if (falls.test(point) || (isJoiner(point) && !joins(text))) {
                continue;
            }
            text.appendCodePoint(isBlank(point) ? ' ' : plain(point));
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * A joiner means something after a letter of a script that joins, as in Persian and Sinhala names; after others
     * nobody sees it.
     */
    private static boolean joins(CharSequence before) {
        if (before.isEmpty()) {
            return false;
        }
        return switch (Character.UnicodeScript.of(Character.codePointBefore(before, before.length()))) {
            case LATIN, GREEK, CYRILLIC, HAN, HANGUL, HIRAGANA, KATAKANA, COMMON, INHERITED, HEBREW, ARMENIAN,
                    GEORGIAN -> false;
            default -> true;
        };
    }

    /** Full-width forms as ASCII, and the hyphens and minus signs that stand for the one on the keyboard. */
    private static int plain(int point) {
        return switch (point) {
            case 0x2010, 0x2011, 0x2212, 0xFE63 -> '-';
            default -> point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : point;
        };
    }

    private static String spaced(String text) {
        return stripped(text).replaceAll(" {2,}", " ");
    }

    private static String strippedOf(String text, IntPredicate falls) {
        var start = 0;
        while (start < text.length() && falls.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        var end = text.length();
        while (end > start && falls.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }
}
