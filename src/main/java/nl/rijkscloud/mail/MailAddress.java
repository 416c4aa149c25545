package nl.rijkscloud.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.typed.EmailAddress;

/**
 * One e-mail address as {@link EmailAddress} keeps them: in ASCII, without anything that a header or a mail server
 * could read otherwise.
 */
record MailAddress(String value) {
    /** An address that was checked at the door. */
    private static final Pattern BARE =
            Pattern.compile("[!-~&&[^<>\",;:()\\[\\]]]+@[^\\s\\p{C}<>\",;:()\\[\\]]+[^\\s\\p{C}<>\",;:()\\[\\].]");

    public MailAddress {
        if (!EmailAddress.isAddress(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    /** Parses one address; empty if the text is not exactly one. */
    public static Optional<MailAddress> of(String text) {
        return EmailAddress.read(text).found().filter(address -> BARE.matcher(text).matches()).map(MailAddress::new);
    }

    String domain() {
        return EmailAddress.domain(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
