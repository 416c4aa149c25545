package nl.rijkscloud.http;

import java.util.Optional;

/** The two languages the pages speak. Dutch unless somebody chose otherwise, whatever Accept-Language says. */
enum PageLanguage {
    NL("nl"),
    EN("en");

    private final String code;

    PageLanguage(String code) {
        this.code = code;
    }

    /** The language tag as it stands in {@code <html lang>}, in the cookie and in {@code ?taal=}. */
    String code() {
        return code;
    }

    static Optional<PageLanguage> of(String code) {
        for (PageLanguage language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
