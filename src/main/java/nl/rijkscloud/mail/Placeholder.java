package nl.rijkscloud.mail;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value that a template may name, and how it is written. The upper ones come with the letter, the lower ones from the
 * configuration.
 */
enum Placeholder {
    SENDER("sender", Kind.NAME),
    SENDER_EMAIL("senderEmail", Kind.LINE),
    SENDER_ORGANISATION("senderOrganisation", Kind.NAME),
    CONTACT("contact", Kind.NAME),
    /** Whom the mail is to. */
    NAME("name", Kind.NAME),
    LINK("link", Kind.LINE),
    SUBMITTED("submitted", Kind.LINE),
    UNTIL("until", Kind.LINE),
    COUNT("count", Kind.LINE),
    /** Whether count is 1; for a section. */
    SINGLE("single", Kind.LINE),

    ORGANISATION("organisation", Kind.LINE),
    ORGANISATION_FULL("organisationFull", Kind.LINE),
    PHONE("phone", Kind.LINE),
    PHONE_HOURS("phoneHours", Kind.LINE),
    PORTAL("portal", Kind.LINE),
    FROM("from", Kind.LINE);

    private enum Kind {
        NAME,
        LINE
    }

    private static final Pattern LOOKS_LIKE_A_DOMAIN = Pattern.compile("\\.(?=[\\p{L}\\p{N}]{2})");

    private final String key;
    private final Kind kind;

    Placeholder(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    static Optional<Placeholder> of(String key) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.key.equals(key))
                .findFirst();
    }

    String key() {
        return key;
    }

    /** How the value reads in a mail: on one line, and a name without anything to click on. */
    String written(String value) {
        return switch (kind) {
            // Mail programs make a link of "example.com" in a stranger's name; after the space they do not, and
            // J.P.Jansen bears it.
            case NAME ->
                LOOKS_LIKE_A_DOMAIN.matcher(line(value).replace("://", " ")).replaceAll(". ");
            case LINE -> line(value);
        };
    }

    private static String line(String value) {
        return new HeaderText(value).value();
    }
}
