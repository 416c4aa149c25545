package nl.rijkscloud.otp;

import java.time.Duration;
import nl.rijkscloud.outbox.Letter;

/**
 * The words of text messages: one part of 160 characters, two with a long name (the command "check" tells), and no link, because links in text
 * messages are what people are told to distrust. The last line is a domain-bound code (WICG "Origin-bound one-time codes delivered via SMS"): phones offer to fill it in on that site
 * only. How long a code can be used is as long as its letter is worth sending.
 *
 * @param organisation as people know it
 * @param host of the public address
 */
record SmsText(String organisation, String host) {
    static final String SIGN_IN_CODE = "sign-in-code";
    static final String ACTIVATION_CODE = "activation-code";
    static final String FRESH_CODE = "fresh-code";
    static final String CODE = "code";

    private static final Duration LONG = Duration.ofHours(2);

    String of(Letter letter) {
        var code = letter.values().get(CODE);
        return sentence(letter).formatted(organisation, code, life(letter)) + "\n\n@" + host + " #" + code;
    }

    private static String sentence(Letter letter) {
        return switch (letter.template() + "/" + letter.language()) {
            case SIGN_IN_CODE + "/nl" -> "%s Rijkscloud: uw code is %s. Geef deze code aan niemand door.";
            case SIGN_IN_CODE + "/en" -> "%s Rijkscloud: your code is %s. Do not share this code with anyone.";
            case ACTIVATION_CODE + "/nl" ->
                "%s stuurt u documenten. Open de link in onze e-mail en vul deze code in: %s. Dat kan %s. Geef de code aan niemand door.";
            case ACTIVATION_CODE + "/en" ->
                "%s sends you documents. Open the link in our email and enter this code: %s. It works for %s. Do not share the code.";
            case FRESH_CODE + "/nl" -> "%s Rijkscloud: uw nieuwe code is %s. Deze werkt %s. Geef deze code aan niemand door.";
            case FRESH_CODE + "/en" -> "%s Rijkscloud: your new code is %s. It works for %s. Do not share this code with anyone.";
            default -> throw new IllegalArgumentException("no text message " + letter.template() + " in " + letter.language());
        };
    }

    private static String life(Letter letter) {
        var life = letter.retryFor();
        var dutch = letter.language().equals("nl");
        return life.compareTo(LONG) >= 0
                ? life.toHours() + (dutch ? " uur" : " hours")
                : life.toMinutes() + (dutch ? " minuten" : " minutes");
    }
}
