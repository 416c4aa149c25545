package nl.rijkscloud.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Text on one line of a header, whoever wrote it: control characters, line separators and invisible formatting, which
 * can reverse the reading order, become a space. Joiners stay, because Persian words change without them; so do the
 * isolates that {@link Placeholder} puts around a name. {@link #encoded} is the form that is sent.
 */
record HeaderText(String value) {
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s&&[^\\u200c\\u200d\\u2068\\u2069]]+");
    /**
     * True if the text needs no encoding: visible ASCII and spaces that no program takes for an encoded word, on one
     * line of at most 78 characters.
     */
    private static final Pattern PLAIN = Pattern.compile("(?!.*=\\?)[ -~]{0,69}");
    /**
     * 39 bytes are 52 in base64: a line of "Subject: " and one encoded word stays within the 76 characters of RFC 2047
     * section 2.
     */
    private static final int WORD_BYTES = 39;
    /** Continues a header on the next line (RFC 5322 section 2.2.3). */
    static final String FOLD = "\r\n ";

    HeaderText {
        value = UNFIT.matcher(value).replaceAll(" ").strip();
    }

    /** ASCII without any control character but the folding, a CRLF and a space, between encoded words (RFC 2047). */
    String encoded() {
        return PLAIN.matcher(value).matches() ? value : encodedWords();
    }

    /** Encodes text where a comma, colon or bracket would have a meaning: before an address. */
    String asDisplayName() {
        return value.matches("[A-Za-z0-9 -]{0,60}") ? value : encodedWords();
    }

    private String encodedWords() {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (var character : value.codePoints().mapToObj(Character::toString).toList()) {
            if (bytes(word + character).length > WORD_BYTES) {
                words.add(encodedWord(word));
                word.setLength(0);
            }
            word.append(character);
        }
        words.add(encodedWord(word));
        return String.join(FOLD, words);
    }

    private static String encodedWord(CharSequence word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(word)) + "?=";
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
