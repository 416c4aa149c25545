package nl.rijkscloud.sms;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.outbox.OutboundMessage;

/**
 * The words of text messages. Each is one part by design: the code stands in the first 40 characters, which phones show
 * on a locked screen, and of a long and a short wording the first that fits is taken, with the organisation's name in
 * the alphabet of text messages, at last without it. There is no link, because links in text messages are what people
 * are told to distrust. The last line is a domain-bound code (WICG "Origin-bound one-time codes delivered via SMS"):
 * phones offer to fill it in on that site only. A code can be used for as long as its message is retried.
 *
 * @param organisation as people know it
 * @param host of the public address
 */
public record SmsText(String organisation, String host) {
    public static final String SIGN_IN_CODE = "sign-in-code";
    public static final String ACTIVATION_CODE = "activation-code";
    public static final String FRESH_CODE = "fresh-code";
    public static final String CODE = "code";

    private static final Duration LONG = Duration.ofHours(2);

    String of(OutboundMessage message) {
        var code = message.values().get(CODE);
        var bound = "\n\n@" + host + " #" + code;
        return wordings(message).stream().map(words -> words + bound).filter(text -> SmsParts.of(text).parts() == 1)
                .findFirst()
                .orElseGet(() -> wordings(message).getLast()); // for a host that nothing else fits beside
    }

    /** True when this message has the name in it, unchanged. */
    boolean names(OutboundMessage message) {
        return of(message).contains(organisation);
    }

    /** All wordings, the longest first. */
    private List<String> wordings(OutboundMessage message) {
        var name = GsmText.of(organisation);
        var code = message.values().get(CODE);
        var texts = sentences(message).stream()
                .map(sentence -> sentence.formatted(code, " (" + name + ")", life(message)));
        var last = sentences(message).getLast().formatted(code, "", life(message));
        return name.isEmpty() ? List.of(last) : Stream.concat(texts, Stream.of(last)).toList();
    }

    private static List<String> sentences(OutboundMessage message) {
        return switch (message.template() + "/" + message.language().code()) {
            case SIGN_IN_CODE + "/nl" -> List.of("Uw code is %1$s%2$s. Geef deze code aan niemand door.",
                    "Uw code is %1$s%2$s. Geef hem niet door.");
            case SIGN_IN_CODE + "/en" -> List.of("Your code is %1$s%2$s. Do not share this code with anyone.",
                    "Your code is %1$s%2$s. Do not share it.");
            case ACTIVATION_CODE + "/nl" -> List.of(
                    "Uw code is %1$s%2$s. Open de link in onze e-mail en vul deze code in. Dat kan %3$s. Geef "
                            + "de code aan niemand door.",
                    "Uw code is %1$s%2$s, voor de link in onze e-mail. Werkt %3$s. Geef hem niet door.");
            case ACTIVATION_CODE + "/en" -> List.of(
                    "Your code is %1$s%2$s. Open the link in our email and enter this code. It works for %3$s. "
                            + "Do not share the code.",
                    "Your code is %1$s%2$s, for the link in our email. Works %3$s. Do not share it.");
            case FRESH_CODE + "/nl" -> List.of(
                    "Uw nieuwe code is %1$s%2$s. Deze werkt %3$s. Geef deze code aan niemand door.",
                    "Uw nieuwe code is %1$s%2$s. Werkt %3$s. Geef hem niet door.");
            case FRESH_CODE + "/en" -> List.of(
                    "Your new code is %1$s%2$s. It works for %3$s. Do not share this code with anyone.",
                    "Your new code is %1$s%2$s. Works %3$s. Do not share it.");
            default -> throw new IllegalArgumentException("no text message " + message.template() + " in "
                    + message.language());
        };
    }

    private static String life(OutboundMessage message) {
        var life = message.retryFor();
        return life.compareTo(LONG) >= 0
                ? life.toHours() + switch (message.language()) {
                    case NL -> " uur";
                    case EN -> " hours";
                }
                : life.toMinutes() + switch (message.language()) {
                    case NL -> " minuten";
                    case EN -> " minutes";
                };
    }
}
