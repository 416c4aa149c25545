package nl.rijkscloud.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the {@code Range} header (RFC 9110 section 14). A server may ignore it, and this one does unless it is a single
 * range of bytes.
 */
public final class RangeHeader {
    /** The bytes that a GET asks for in its {@code Range} header. */
    public sealed interface RequestedRange {
        /** Everything: there is no header, or one that a server may ignore, such as several ranges or nonsense. */
        record Whole() implements RequestedRange {}

        record Part(ByteRange range) implements RequestedRange {}

        /** A range beyond the last byte. */
        record Unsatisfiable() implements RequestedRange {}
    }

    private static final Pattern SINGLE =
            Pattern.compile("(?i:bytes)=[ \\t]*(?:(?<first>[0-9]+)-(?<last>[0-9]*)|-(?<suffix>[0-9]+))[ \\t]*");

    private RangeHeader() {}

    /**
     * @param headers all {@code Range} headers of the request
     * @param length the length of the whole in bytes
     */
    public static RequestedRange parse(List<String> headers, long length) {
        var matcher = headers.size() == 1 ? SINGLE.matcher(headers.getFirst()) : null;
        if (matcher == null || !matcher.matches()) {
            return new RequestedRange.Whole();
        }
        return matcher.group("suffix") == null
                ? from(number(matcher.group("first")), number(matcher.group("last")), length)
                : suffix(number(matcher.group("suffix")), length);
    }

    private static RequestedRange from(long first, long last, long length) {
        if (last < first) {
            return new RequestedRange.Whole(); // An invalid range is ignored.
        }
        if (first >= length) {
            return new RequestedRange.Unsatisfiable();
        }
        return new RequestedRange.Part(new ByteRange(first, Math.min(last, length - 1) + 1));
    }

    private static RequestedRange suffix(long most, long length) {
        if (most == 0) {
            return new RequestedRange.Unsatisfiable();
        }
        // An empty document has no valid Content-Range: answer 200.
        return length == 0
                ? new RequestedRange.Whole()
                : new RequestedRange.Part(new ByteRange(length - Math.min(most, length), length));
    }

    /** Returns the largest long for a number that is missing or larger: no document is that long. */
    private static long number(String digits) {
        if (digits.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }
}
