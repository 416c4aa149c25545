package nl.rijkscloud.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.typed.EmailAddress;

/** One e-mail address as {@link EmailAddress} keeps them: in ASCII, without anything that a header or a mail server could read otherwise. */
public record MailAddress(String value) {
    /** What was checked at the door: nothing stands around it. */
    private static final Pattern BARE = Pattern.compile("[!-~&&[^<>\",;:()\\[\\]]]+@[^\\s\\p{C}<>\",;:()\\[\\]]+[^\\s\\p{C}<>\",;:()\\[\\].]");

    public MailAddress {
        if (!EmailAddress.isAddress(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    /** Nothing when the text is not exactly one address. */
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
