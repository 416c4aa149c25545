package nl.rijkscloud.http;

import java.nio.charset.StandardCharsets;

/**
 * The {@code Content-Disposition} of something to save (RFC 6266): the exact name as RFC 8187 writes it, and before it
 * a name in ASCII for programs that know no better. Neither can hold a control character, a quote or the end of the
 * header.
 */
public final class ContentDisposition {
    /** {@code attr-char} of RFC 8187, besides letters and digits. */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    public static String attachment(String name) {
        return "attachment; filename=\"" + fallback(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    /** Percent signs and backslashes are replaced too: old programs decode the one and cut at the other. */
    private static String fallback(String name) {
        return name.codePoints()
                .map(point -> point < 0x20 || point > 0x7e || "\"\\%/".indexOf(point) >= 0 ? '_' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (var octet : name.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xff);
            if (isPlain(character)) {
                encoded.append(character);
            } else {
                encoded.append("%%%02X".formatted((int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || PLAIN.indexOf(character) >= 0;
    }
}
