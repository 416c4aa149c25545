package nl.rijkscloud.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import nl.rijkscloud.outbox.Letter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SmsTextTest {
    private final SmsText text = new SmsText("IGJ", "igj.rijkscloud.nl");

    @ParameterizedTest
    @CsvSource({"nl, IGJ Rijkscloud: uw code is 012345. Geef deze code aan niemand door.",
        "en, IGJ Rijkscloud: your code is 012345. Do not share this code with anyone."})
    void saysWhoAndWhatAndEndsWithTheDomainBoundCode(String language, String sentence) {
        assertThat(text.of(letter("sign-in-code", language))).isEqualTo(sentence + "\n\n@igj.rijkscloud.nl #012345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void isOneMessageOfPlainCharactersWithoutALink(String language) {
        assertThat(text.of(letter("sign-in-code", language)))
                .hasSizeLessThanOrEqualTo(160)
                .matches("\\A\\p{ASCII}*\\z").doesNotContain("http");
    }

    @Test
    void unknownTemplateIsABug() {
        assertThatThrownBy(() -> text.of(letter("other", "nl"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Letter letter(String template, String language) {
        return new Letter(
                Letter.Channel.SMS, null, template, language, "+31612345678", Map.of("code", "012345"),
                Duration.ofMinutes(10));
    }
}
