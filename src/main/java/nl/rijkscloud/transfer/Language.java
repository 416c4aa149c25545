package nl.rijkscloud.transfer;

import java.util.Locale;

/** The languages that pages and mails speak. */
public enum Language {
    NL, EN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Language of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
