package nl.rijkscloud.otp;

import nl.rijkscloud.outbox.Letter;

/**
 * The words of text messages: one part of 160 characters, and no link, because links in text messages are what people
 * are told to distrust. The last line is a domain-bound code (WICG "Origin-bound one-time codes delivered via SMS"):
 * phones offer to fill it in on that site only.
 *
 * @param organisation as people know it
 * @param host of the public address
 */
record SmsText(String organisation, String host) {
    static final String SIGN_IN_CODE = "sign-in-code";
    static final String CODE = "code";

    String of(Letter letter) {
        if (!letter.template().equals(SIGN_IN_CODE)) {
            throw new IllegalArgumentException("no text message is called " + letter.template());
        }
        var sentence = switch (letter.language()) {
            case "nl" -> "%s Rijkscloud: uw code is %s. Geef deze code aan niemand door.";
            case "en" -> "%s Rijkscloud: your code is %s. Do not share this code with anyone.";
            default -> throw new IllegalArgumentException("no text message in " + letter.language());
        };
        var code = letter.values().get(CODE);
        return sentence.formatted(organisation, code) + "\n\n@" + host + " #" + code;
    }
}
