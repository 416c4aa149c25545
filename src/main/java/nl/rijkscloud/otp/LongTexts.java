package nl.rijkscloud.otp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Letter;

/** Tells before the first message which text messages take more than one part with this organisation's name and host. */
public final class LongTexts {
    private static final List<String> LANGUAGES = List.of("nl", "en");
    private static final String SOME_NUMBER = "+31612345678";
    private static final String SOME_CODE = "000000";

    private LongTexts() {}

    /** One sentence about all of them, or nothing when each fits in one part. */
    public static Optional<String> sentence(Config config) {
        var text = new SmsText(config.organisation().name(), config.server().publicUrl().getHost());
        var letters = LANGUAGES.stream().flatMap(language -> letters(config.codes(), language)).toList();
        var tooLong = letters.stream().filter(letter -> SmsParts.of(text.of(letter)).parts() > 1).toList();
        if (tooLong.isEmpty()) {
            return Optional.empty();
        }
        var longest = letters.stream().map(letter -> SmsParts.of(text.of(letter)))
                .max((one, other) -> Integer.compare(one.length(), other.length())).orElseThrow();
        return Optional.of("organisation.name: with this name "
                + String.join(", ", tooLong.stream().map(letter -> letter.template() + " (" + letter.language() + ")").toList())
                + " do not fit in one text message: the longest has " + longest.length() + " characters in "
                + longest.parts() + " parts, and one part holds " + longest.room()
                + (longest.foreign().isEmpty() ? "" : " because of \"" + longest.foreign() + "\", which phones have no short way to write"));
    }

    private static Stream<Letter> letters(Config.Codes codes, String language) {
        var first = codes.first() == Config.FirstCode.WITH_MAIL ? codes.activation() : codes.lifetime();
        return Stream.of(
                letter(SmsText.SIGN_IN_CODE, language, codes.lifetime()), letter(SmsText.ACTIVATION_CODE, language, first),
                letter(SmsText.FRESH_CODE, language, codes.lifetime()));
    }

    private static Letter letter(String template, String language, Duration life) {
        return new Letter(Letter.Channel.SMS, null, template, language, SOME_NUMBER, Map.of(SmsText.CODE, SOME_CODE), life);
    }
}
