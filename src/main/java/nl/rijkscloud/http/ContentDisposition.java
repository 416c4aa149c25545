package nl.rijkscloud.http;

import java.nio.charset.StandardCharsets;

/**
 * Writes the {@code Content-Disposition} of an attachment (RFC 6266): a name in ASCII for old programs, then the exact
 * name as RFC 8187 encodes it. Neither can hold a control character or a quote, or end the header.
 */
public final class ContentDisposition {
    /** {@code attr-char} of RFC 8187, besides letters and digits. */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    public static String attachment(String name) {
        return "attachment; filename=\"" + fallback(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    /** Also replaces percent signs and backslashes: old programs decode the first and cut the name at the second. */
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
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9') || PLAIN.indexOf(character) >= 0;
    }
}
