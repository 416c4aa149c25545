package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Text, in any encoding that people's programs write. Nearly all of it must be characters: every value above 127 is one
 * in old encodings, and so are the separators of laboratory and logistics messages, form feeds and terminal colours.
 *
 * @param text the decoded part; letters outside ASCII may be wrong ones
 * @param padded true if zeros follow it, up to the end of some block
 * @param unusual true if hardly any program reads its encoding
 */
record DecodedText(String text, boolean padded, boolean unusual) {
    /** Shorter than this, with zeros behind it, is the beginning of something else. */
    private static final int SHORTEST_PADDED = 16;
    private static final int ODD_ONES_IN = 50;

    static Optional<DecodedText> of(DocumentSample sample) {
        if (sample.has(0, 0, 0, 0xfe, 0xff)) {
            return wide(sample, 4, true).map(text -> new DecodedText(text, false, true));
        }
        if (sample.has(0, 0xff, 0xfe, 0, 0)) {
            return wide(sample, 4, false).map(text -> new DecodedText(text, false, false));
        }
        if (sample.has(0, 0xff, 0xfe)) {
            return decoded(sample, 2, UTF_16LE);
        }
        if (sample.has(0, 0xfe, 0xff)) {
            return decoded(sample, 2, UTF_16BE);
        }
        if (sample.has(0, 0xef, 0xbb, 0xbf)) {
            return narrow(sample.from(3));
        }
        return narrow(sample).or(() -> unmarked(sample));
    }

    private static Optional<DecodedText> narrow(DocumentSample sample) {
        var end = sample.size();
        while (end > 0 && sample.at(end - 1) == 0) {
            end--;
        }
        var padded = end < sample.size();
        if ((end == 0 && sample.size() > 0) || (padded && end < SHORTEST_PADDED)) {
            return Optional.empty();
        }
        return reads(sample.head(), end)
                ? Optional.of(new DecodedText(new String(sample.head(), 0, end, ISO_8859_1), padded, false))
                : Optional.empty();
    }

    /** UTF-16 without a mark: every second byte is zero, or nearly so. */
    private static Optional<DecodedText> unmarked(DocumentSample sample) {
        var zeros = new int[2];
        var head = sample.head();
        for (var at = 0; at < head.length; at++) {
            if (head[at] == 0) {
                zeros[at & 1]++;
            }
        }
        var pairs = sample.size() / 2;
        if (pairs < 4) {
            return Optional.empty();
        }
        return zeros[1] * 2 > pairs && zeros[0] * ODD_ONES_IN <= pairs ? decoded(sample, 0, UTF_16LE)
                : zeros[0] * 2 > pairs && zeros[1] * ODD_ONES_IN <= pairs ? decoded(sample, 0, UTF_16BE)
                : Optional.empty();
    }

    private static Optional<DecodedText> decoded(DocumentSample sample, int from, Charset charset) {
        var text = new String(sample.head(), from, (sample.size() - from) / 2 * 2, charset);
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        var kept = text.substring(0, end);
        return reads(kept) ? Optional.of(new DecodedText(kept, end < text.length(), false)) : Optional.empty();
    }

    private static Optional<String> wide(DocumentSample sample, int from, boolean bigEndian) {
        var text = new StringBuilder();
        for (var at = from; at + 4 <= sample.size(); at += 4) {
            var point = bigEndian ? Integer.reverseBytes((int) sample.le32(at)) : (int) sample.le32(at);
            if (!Character.isValidCodePoint(point)) {
                return Optional.empty();
            }
            text.appendCodePoint(point);
        }
        return reads(text) ? Optional.of(text.toString()) : Optional.empty();
    }

    /** The same for the bytes of a document that is not in a wide encoding. */
    private static boolean reads(byte[] head, int end) {
        var odd = 0;
        for (var at = 0; at < end; at++) {
            var letter = head[at];
            if (letter == 0) {
                return false;
            }
            if ((letter < ' ' && letter >= 0) || letter == 0x7f) {
                odd += isOdd((char) letter) ? 1 : 0;
            }
        }
        return odd <= Math.max(1, end / ODD_ONES_IN);
    }

    private static boolean reads(CharSequence text) {
        var odd = 0;
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == 0) {
                return false;
            }
            odd += isOdd(letter) ? 1 : 0;
        }
        return odd <= Math.max(1, text.length() / ODD_ONES_IN);
    }

    /** Controls are odd in a text, except tab to return, end of file, escape and the four separators. */
    private static boolean isOdd(char letter) {
        return letter < 8 || (letter > 13 && letter < 0x1a) || letter == 0x7f || letter == 0xfffd || letter >= 0xfffe;
    }
}
