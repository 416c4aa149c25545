package nl.rijkscloud.mail;

import java.text.Bidi;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.rijkscloud.typed.PersonName;

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
    /** How many recipients there are besides the one that is named; empty when there are none. */
    OTHERS("others", Kind.LINE),
    NUMBER_ENDING("numberEnding", Kind.LINE),
    /** How many hours the code can be used that goes with the mail; empty when none does. */
    CODE_HOURS("codeHours", Kind.LINE),
    /** Whether count is 1; for a section. */
    SINGLE("single", Kind.LINE),
    /** What staff ask for, in paragraphs of their own. */
    EXPLANATION("explanation", Kind.PROSE),
    REFERENCE("reference", Kind.LINE),
    /** There when the link takes the place of an earlier one. */
    AGAIN("again", Kind.LINE),
    LINK_MAILED("linkMailed", Kind.LINE),
    /** Who asked for what was sent; empty when nobody did. */
    REQUESTER("requester", Kind.NAME),
    /** For a further answer to the same request; empty when one answer is enough. */
    MORE_LINK("moreLink", Kind.LINE),
    MORE_UNTIL("moreUntil", Kind.LINE),
    /** How many answers there were to a request that cannot be answered once more; empty when that is not why. */
    USED_UP("usedUp", Kind.LINE),
    /** The names of documents that were not accepted, one a line; empty when all were. */
    REFUSED("refused", Kind.PROSE),
    /** There while documents are still being checked. */
    CHECKING("checking", Kind.LINE),
    /** There when nothing of what was sent could be accepted. */
    NOTHING("nothing", Kind.LINE),

    ORGANISATION("organisation", Kind.LINE),
    ORGANISATION_FULL("organisationFull", Kind.LINE),
    PHONE("phone", Kind.LINE),
    PHONE_HOURS("phoneHours", Kind.LINE),
    PORTAL("portal", Kind.LINE),
    FROM("from", Kind.LINE);

    private enum Kind {
        NAME,
        LINE,
        PROSE
    }

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

    /** How the value reads in a mail: on one line, a name without anything to click on; prose keeps its lines. */
    String written(String value) {
        return switch (kind) {
            case NAME -> isolated(PersonName.inMail(line(value)));
            case LINE -> line(value);
            case PROSE -> value.lines().map(Placeholder::line).collect(Collectors.joining("\n"));
        };
    }

    private static String line(String value) {
        return new HeaderText(value.replaceAll("[\\u2066-\\u2069]", " ")).value();
    }

    /** A name that is written from right to left must not turn the sentence it stands in (Unicode UAX #9). */
    private static String isolated(String name) {
        return Bidi.requiresBidi(name.toCharArray(), 0, name.length()) ? "\u2068" + name + "\u2069" : name;
    }
}
