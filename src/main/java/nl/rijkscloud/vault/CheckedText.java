package nl.rijkscloud.vault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bytes as people copy them from paper: 32 letters and digits that do not look alike (Crockford's), in groups of four,
 * behind a word that says what it is, with a checksum at the end.
 */
public final class CheckedText {
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int GROUP = 4;
    private static final int CHECK = 4;

    private CheckedText() {}

    /** @param word letters and digits */
    public static String of(String word, byte[] content) {
        var whole = Kdf.concat(content, check(word, content));
        var signs = IntStream.range(0, signs(whole.length)).mapToObj(place -> sign(whole, place))
                .collect(Collectors.joining());
        var groups = IntStream.iterate(0, at -> at < signs.length(), at -> at + GROUP)
                .mapToObj(at -> signs.substring(at, Math.min(at + GROUP, signs.length())));
        return word + "-" + groups.collect(Collectors.joining("-"));
    }

    /**
     * Reads the content. Small letters, spaces, line breaks and O for 0 or I and L for 1 do no harm.
     *
     * @param length of the content, in bytes
     * @throws IllegalArgumentException with a sentence that quotes nothing
     */
    public static byte[] parse(String word, String text, int length) {
        var start = text.indexOf(word + "-");
        if (start < 0) {
            throw new IllegalArgumentException("it has no line that begins with " + word + "-");
        }
        var signs = text.substring(start + word.length()).toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "")
                .replace('O', '0').replace('I', '1').replace('L', '1');
        var expected = signs(length + CHECK);
        if (signs.length() != expected) {
            throw new IllegalArgumentException("it has " + signs.length() + " signs and needs " + expected);
        }
        var whole = bytes(signs, length + CHECK);
        var content = Arrays.copyOf(whole, length);
        if (!Arrays.equals(check(word, content), Arrays.copyOfRange(whole, length, whole.length))) {
            throw new IllegalArgumentException("its checksum does not match: a sign is wrong, or two are swapped");
        }
        return content;
    }

    private static int signs(int bytes) {
        return (bytes * Byte.SIZE + BITS - 1) / BITS;
    }

    private static String sign(byte[] whole, int place) {
        var value = 0;
        for (var bit = place * BITS; bit < place * BITS + BITS; bit++) {
            var set = bit < whole.length * Byte.SIZE ? whole[bit / Byte.SIZE] >> (7 - bit % Byte.SIZE) & 1 : 0;
            value = value << 1 | set;
        }
        return SIGNS.substring(value, value + 1);
    }

    private static byte[] bytes(String signs, int length) {
        var out = new ByteArrayOutputStream(length);
        var kept = 0;
        var bits = 0;
        for (var place = 0; place < signs.length(); place++) {
            var value = SIGNS.indexOf(signs.charAt(place));
            if (value < 0) {
                throw new IllegalArgumentException("it has a sign that is never used: '" + signs.charAt(place) + "'");
            }
            kept = (kept << BITS | value) & 0xfff;
            bits += BITS;
            if (bits >= Byte.SIZE && out.size() < length) {
                bits -= Byte.SIZE;
                out.write(kept >> bits);
            }
        }
        if ((kept & (1 << bits) - 1) != 0) {
            throw new IllegalArgumentException("its last sign is wrong");
        }
        return out.toByteArray();
    }

    private static byte[] check(String word, byte[] content) {
        var named = Kdf.concat(word.getBytes(StandardCharsets.US_ASCII), new byte[1], content);
        return Arrays.copyOf(Sha256.of(named), CHECK);
    }
}
