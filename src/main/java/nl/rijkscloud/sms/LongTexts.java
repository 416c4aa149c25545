package nl.rijkscloud.sms;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage;

/**
 * Reports at the start which text messages change this organisation's name, or do not fit in one part with this host.
 */
public final class LongTexts {
    private static final String SOME_NUMBER = "+31612345678";
    private static final String SOME_CODE = "000000";

    private LongTexts() {}

    /** One sentence about all of them, or nothing when each says all in one part. */
    public static Optional<String> sentence(Config config) {
        var host = config.server().publicUrl().getHost();
        var text = new SmsText(config.organisation().name(), host);
        var messages = Stream.of(Language.values()).flatMap(language -> messages(config.codes(), language)).toList();
        if (messages.stream().anyMatch(message -> !text.of(message).contains("@" + host))) {
            return Optional.of("server.publicUrl: its host is too long for one text message; phones do not "
                    + "offer to fill in the code");
        }
        var nameless = messages.stream().filter(message -> !text.names(message)).toList();
        if (nameless.isEmpty()) {
            return Optional.empty();
        }
        var written = GsmText.of(config.organisation().name());
        return Optional.of("organisation.name: text messages "
                + (nameless.stream().anyMatch(message -> !written.isEmpty() && text.of(message).contains(written))
                        ? "say \"" + written + "\", because phones have no short way to write this name"
                        : String.join(", ", nameless.stream()
                                .map(message -> message.template() + " (" + message.language() + ")").toList())
                                + " go without this name, because it does not fit in one text message")
                + "; a shorter name does better");
    }

    private static Stream<OutboundMessage> messages(Config.Codes codes, Language language) {
        var first = codes.first() == Config.FirstCode.WITH_MAIL ? codes.activation() : codes.lifetime();
        return Stream.of(
                message(SmsText.SIGN_IN_CODE, language, codes.lifetime()),
                message(SmsText.ACTIVATION_CODE, language, first),
                message(SmsText.FRESH_CODE, language, codes.lifetime()));
    }

    private static OutboundMessage message(String template, Language language, Duration life) {
        return new OutboundMessage(OutboundMessage.Channel.SMS, null, template, language, SOME_NUMBER,
                Map.of(SmsText.CODE, SOME_CODE), life);
    }
}
