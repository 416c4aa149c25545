package nl.rijkscloud.mail;

import java.text.Bidi;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.rijkscloud.typed.PersonName;

/**
 * A value that a template may name, and its form in a mail. The first ones come with the message, the last ones from
 * the configuration.
 */
enum Placeholder {
    /** The number by which people speak of the transfer; empty in a mail that waited for an update of the portal. */
    NUMBER("number", Kind.LINE),
    SENDER("sender", Kind.NAME),
    SENDER_EMAIL("senderEmail", Kind.LINE),
    SENDER_ORGANISATION("senderOrganisation", Kind.NAME),
    CONTACT("contact", Kind.NAME),
    /** The beginning of a request's reference, or of the sender's organisation, for a subject; empty without them. */
    ABOUT("about", Kind.NAME),
    /** The name of the addressee. */
    NAME("name", Kind.NAME),
    LINK("link", Kind.LINE),
    SUBMITTED("submitted", Kind.LINE),
    UNTIL("until", Kind.LINE),
    COUNT("count", Kind.LINE),
    /** The number of further recipients; empty if there are none. */
    OTHERS("others", Kind.LINE),
    NUMBER_ENDING("numberEnding", Kind.LINE),
    /** The hours during which the accompanying code is valid; empty if there is none. */
    CODE_HOURS("codeHours", Kind.LINE),
    /** Present if an employee reads the code out, because the recipient has no mobile number. */
    READ_OUT("readOut", Kind.LINE),
    /** Present if the count is 1; for a section. */
    SINGLE("single", Kind.LINE),
    /** The text of a request, in its own paragraphs. */
    EXPLANATION("explanation", Kind.PROSE),
    /** The items of a checklist that are missing, one a line; empty if the request is none. */
    ITEMS("items", Kind.PROSE),
    /** The number of items of a checklist; empty if the request is none. */
    TOTAL("total", Kind.LINE),
    /** The number of items that still have to come. */
    MISSING("missing", Kind.LINE),
    /** Present if the outsider has sent something already. */
    FOLLOW_UP("followUp", Kind.LINE),
    REFERENCE("reference", Kind.LINE),
    /** The beginning of the reference, for a subject. */
    SHORT_REFERENCE("shortReference", Kind.LINE),
    /** Present if the link replaces an earlier one. */
    AGAIN("again", Kind.LINE),
    LINK_MAILED("linkMailed", Kind.LINE),
    /** The person who asked for the documents; empty if no one did. */
    REQUESTER("requester", Kind.NAME),
    /** The link for a further answer to the same request; empty if there is none. */
    MORE_LINK("moreLink", Kind.LINE),
    MORE_UNTIL("moreUntil", Kind.LINE),
    /** The number of answers to a request that cannot be answered again for that reason; otherwise empty. */
    USED_UP("usedUp", Kind.LINE),
    /** The names of documents that were not accepted, one a line; empty if all were. */
    REFUSED("refused", Kind.PROSE),
    /** News of several transfers, one a line; empty without any of this kind. */
    NEWS_RECEIVED("received", Kind.PROSE),
    NEWS_COLLECTED("collected", Kind.PROSE),
    NEWS_ENDING("ending", Kind.PROSE),
    /** Present while documents are still being checked. */
    CHECKING("checking", Kind.LINE),
    /** Present if the portal signs receipts. */
    RECEIPT("receipt", Kind.LINE),
    /** The address of a contact whom the mail about a transfer did not reach. */
    UNREACHED("unreached", Kind.LINE),
    /** The name of the contact who was notified; empty if nobody was. */
    TOLD("told", Kind.LINE),
    /** The moment at which a link was made with the recovery key. */
    RECOVERED("recovered", Kind.LINE),
    /** A signed statement in full; empty if the portal signs none. */
    STATEMENT("statement", Kind.LINE),
    /** Present if no document could be accepted. */
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

    /** Formats the value for a mail: on one line, names without anything clickable; prose keeps its lines. */
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

    /** Isolates a right-to-left name, so that it does not reorder the sentence around it (Unicode UAX #9). */
    private static String isolated(String name) {
        return Bidi.requiresBidi(name.toCharArray(), 0, name.length()) ? "\u2068" + name + "\u2069" : name;
    }
}
