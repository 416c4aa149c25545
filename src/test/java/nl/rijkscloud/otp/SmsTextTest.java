package nl.rijkscloud.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import nl.rijkscloud.outbox.Letter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmsTextTest {
    private final SmsText text = new SmsText("IGJ", "igj.rijkscloud.nl");

    @ParameterizedTest
    @CsvSource({"nl, IGJ Rijkscloud: uw code is 012345. Geef deze code aan niemand door.",
        "en, IGJ Rijkscloud: your code is 012345. Do not share this code with anyone."})
    void saysWhoAndWhatAndEndsWithTheDomainBoundCode(String language, String sentence) {
        assertThat(text.of(letter("sign-in-code", language))).isEqualTo(sentence + "\n\n@igj.rijkscloud.nl #012345");
    }

    @ParameterizedTest
    @CsvSource({"nl, IGJ stuurt u documenten., 24 uur", "en, IGJ sends you documents., 24 hours"})
    void codeForARecipientSaysWhoSendsAndHowLongItWorks(String language, String who, String life) {
        assertThat(text.of(new Letter(
                        Letter.Channel.SMS, null, SmsText.ACTIVATION_CODE, language, "+31612345678", Map.of("code", "012345"), Duration.ofDays(1))))
                .startsWith(who).contains("012345").contains(life).endsWith("\n\n@igj.rijkscloud.nl #012345");
    }

    @ParameterizedTest
    @CsvSource({"sign-in-code, nl", "sign-in-code, en", "activation-code, nl", "activation-code, en", "fresh-code, nl", "fresh-code, en"})
    void isPlainCharactersWithoutALinkInOneMessage(String template, String language) {
        assertThat(SmsParts.of(text.of(letter(template, language))).parts()).isEqualTo(1);
        assertThat(text.of(letter(template, language)))
                .matches("\\A\\p{ASCII}*\\z").doesNotContain("http");
    }

    @Test
    void unknownTemplateIsABug() {
        assertThatThrownBy(() -> text.of(letter("other", "nl"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Letter letter(String template, String language) {
        return new Letter(
                Letter.Channel.SMS, null, template, language, "+31612345678", Map.of("code", "012345"),
                template.equals(SmsText.ACTIVATION_CODE) ? Duration.ofHours(72) : Duration.ofHours(1));
    }
}
