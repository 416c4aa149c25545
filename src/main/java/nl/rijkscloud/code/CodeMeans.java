package nl.rijkscloud.code;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a code reaches its recipient, which says how sure it is that nobody else used it. The report names the means of
 * the codes that opened a transfer.
 */
public enum CodeMeans {
    /** A text message to a mobile phone. */
    SMS,
    /** A member of staff read it out on the phone, and a second one had approved. */
    READ_OUT;

    /** The word in rows, in JSON and in the names of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static CodeMeans of(String word) {
        return Arrays.stream(values()).filter(means -> means.word().equals(word)).findFirst().orElseThrow();
    }
}
