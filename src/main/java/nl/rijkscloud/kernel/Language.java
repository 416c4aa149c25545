package nl.rijkscloud.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages of pages, mails and text messages. All that a language needs besides its texts stands here. */
public enum Language {
    NL("Nederlands", Locale.of("nl"), "'en met' d MMMM yyyy", "d MMMM yyyy 'om' HH.mm 'uur'"),
    EN("English", Locale.UK, "'the end of' d MMMM yyyy", "d MMMM yyyy 'at' HH:mm");

    /** The language of outsiders until they choose another; Accept-Language does not count. */
    public static final Language DEFAULT = NL;
    /** Staff read Dutch, whatever the language of the outsiders they write to. */
    public static final Language STAFF = NL;

    private final String ownName;
    private final Locale locale;
    private final String wholeDay;
    private final String moment;

    Language(String ownName, Locale locale, String wholeDay, String moment) {
        this.ownName = ownName;
        this.locale = locale;
        this.wholeDay = wholeDay;
        this.moment = moment;
    }

    /** The language of a code from outside, or nothing for any other text. */
    public static Optional<Language> of(String code) {
        return Stream.of(values()).filter(language -> language.code().equals(code)).findFirst();
    }

    /** The language of a code that we stored. */
    public static Language stored(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("no language has this code"));
    }

    /** The tag in {@code <html lang>}, cookies, addresses, JSON, rows and names of files. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the language in that language. */
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return locale;
    }

    /** A pattern for {@code DateTimeFormatter}: the last day of a period, after "tot" or "until". */
    public String wholeDay() {
        return wholeDay;
    }

    /** A pattern for {@code DateTimeFormatter}: day and time. */
    public String moment() {
        return moment;
    }

    @Override
    public String toString() {
        return code();
    }
}
