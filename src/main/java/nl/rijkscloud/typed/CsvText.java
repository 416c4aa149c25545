package nl.rijkscloud.typed;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The text of a file saved by a spreadsheet: UTF-8 or UTF-16 with or without a byte order mark, else the older encoding
 * of Windows.
 */
public final class CsvText {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /** UTF-8 that was read as Windows text: "Ã«" for "ë", "â€™" for an apostrophe. */
    private static final Pattern READ_TWICE = Pattern.compile("[ÂÃÄÅâ].");

    private CsvText() {}

    public static String decode(byte[] file) {
        if (begins(file, 0xFF, 0xFE)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
        }
        if (begins(file, 0xFE, 0xFF)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16BE);
        }
        if (file.length > 3 && file[1] == 0 && file[3] == 0) {
            return new String(file, StandardCharsets.UTF_16LE);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException older) {
            return new String(file, WINDOWS);
        }
    }

    /** Repairs a cell whose UTF-8 was read as Windows text and saved again; returns any other cell unchanged. */
    static String mended(String cell) {
        if (!READ_TWICE.matcher(cell).find()) {
            return cell;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(WINDOWS.newEncoder().encode(CharBuffer.wrap(cell)))
                    .toString();
        } catch (CharacterCodingException meant) {
            return cell;
        }
    }

    private static boolean begins(byte[] file, int first, int second) {
        return file.length > 1 && (file[0] & 0xff) == first && (file[1] & 0xff) == second;
    }
}
