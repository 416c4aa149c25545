package nl.rijkscloud.sms;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.rijkscloud.outbox.OutboundMessage;

/**
 * The words of text messages. Each is one part by design: the code stands in the first 40 characters, which phones
 * show on a locked screen. The first wording that fits is taken: the organisation's name, in the alphabet of text
 * messages, stands at the beginning, else behind the code, else nowhere. There is no link, because links in text
 * messages are what people are told to distrust. The last line is a domain-bound code (WICG "Origin-bound one-time
 * codes delivered via SMS"): phones offer to fill it in on that site only. A code can be used for as long as its
 * message is retried.
 *
 * @param organisation as people know it
 * @param host of the public address
 */
public record SmsText(String organisation, String host) {
    public static final String SIGN_IN_CODE = "sign-in-code";
    public static final String ACTIVATION_CODE = "activation-code";
    public static final String FRESH_CODE = "fresh-code";
    public static final String CODE = "code";

    /** Characters that phones show on a locked screen. */
    private static final int SEEN = 40;
    private static final Duration LONG = Duration.ofHours(2);

    String of(OutboundMessage message) {
        var code = Objects.requireNonNull(message.values().get(CODE));
        var bound = "\n\n@" + host + " #" + code;
        return wordings(message).stream().map(words -> words + bound)
                .filter(text -> SmsParts.of(text).parts() == 1 && text.indexOf(code) + code.length() <= SEEN)
                .findFirst()
                .orElseGet(() -> wordings(message).getLast()); // for a host that nothing else fits beside
    }

    /** True when this message has the name in it, unchanged. */
    boolean names(OutboundMessage message) {
        return of(message).contains(organisation);
    }

    /** All wordings: those that begin with the name, then those with the name behind the code, then the one without. */
    private List<String> wordings(OutboundMessage message) {
        var name = GsmText.of(organisation);
        var code = message.values().get(CODE);
        var sentences = sentences(message);
        var first = sentences.stream().map(sentence -> sentence.formatted(code, "", life(message)))
                .map(words -> name + ": " + words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1));
        var behind = sentences.stream().map(sentence -> sentence.formatted(code, " (" + name + ")", life(message)));
        var last = sentences.getLast().formatted(code, "", life(message));
        return name.isEmpty() ? List.of(last)
                : Stream.of(first, behind, Stream.of(last)).flatMap(Function.identity()).toList();
    }

    private static List<String> sentences(OutboundMessage message) {
        return switch (message.template() + "/" + message.language().code()) {
            case SIGN_IN_CODE + "/nl" -> List.of("Uw code is %1$s%2$s. Geef hem aan niemand door.",
                    "Uw code is %1$s%2$s. Geef hem niet door.");
            case SIGN_IN_CODE + "/en" -> List.of("Your code is %1$s%2$s. Do not share this code with anyone.",
                    "Your code is %1$s%2$s. Do not share it.");
            case ACTIVATION_CODE + "/nl" -> List.of(
                    "Uw code is %1$s%2$s. Vul hem in via de link in onze e-mail. De code werkt %3$s. "
                            + "Geef hem aan niemand door.",
                    "Uw code is %1$s%2$s, voor de link in onze e-mail. Werkt %3$s. Geef hem niet door.");
            case ACTIVATION_CODE + "/en" -> List.of(
                    "Your code is %1$s%2$s. Enter it through the link in our email. The code works for %3$s. "
                            + "Do not share it with anyone.",
                    "Your code is %1$s%2$s, for the link in our email. Works %3$s. Do not share it.");
            case FRESH_CODE + "/nl" -> List.of(
                    "Uw nieuwe code is %1$s%2$s. De code werkt %3$s. Geef hem aan niemand door.",
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
