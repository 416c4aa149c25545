package nl.rijkscloud.mail;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One e-mail address: the dot-atom form of RFC 5321 section 4.1.2 in ASCII, at most 254 characters (64 before the at
 * sign), so no quotes, comments, lists, spaces or control characters. A domain in other letters is kept in its ASCII
 * form.
 */
public record MailAddress(String value) {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern.compile(
            "(?=.{1,254}\\z)(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    public MailAddress {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    /** Nothing when the text is not exactly one address. */
    public static Optional<MailAddress> of(String text) {
        try {
            var at = text.lastIndexOf('@') + 1;
            return Optional.of(
                    new MailAddress(text.substring(0, at) + IDN.toASCII(text.substring(at), IDN.USE_STD3_ASCII_RULES)));
        } catch (IllegalArgumentException not) {
            return Optional.empty();
        }
    }

    String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
