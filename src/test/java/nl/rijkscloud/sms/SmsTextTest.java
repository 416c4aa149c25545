package nl.rijkscloud.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SmsTextTest {
    private final SmsText text = new SmsText("IGJ", "igj.rijkscloud.nl");

    @ParameterizedTest
    @CsvSource({"nl, IGJ: uw code is 012345. Geef hem aan niemand door.",
        "en, IGJ: your code is 012345. Do not share this code with anyone."})
    void namesSenderAndPurposeAndEndsWithTheDomainBoundCode(String language, String sentence) {
        assertThat(text.of(letter("sign-in-code", language))).isEqualTo(sentence + "\n\n@igj.rijkscloud.nl #012345");
    }

    @ParameterizedTest
    @CsvSource({"nl, IGJ: uw code is 012345. Vul hem in via de link in onze e-mail. De code werkt, 24 uur",
        "en, IGJ: your code is 012345. Enter it through the link in our email., 24 hours"})
    void recipientTextNamesTheSenderAndTheValidity(String language, String who, String life) {
        assertThat(text.of(new OutboundMessage(
                        OutboundMessage.Channel.SMS, null, SmsText.ACTIVATION_CODE, Language.stored(language),
                        "+31612345678", Map.of("code", "012345"), Duration.ofDays(1))))
                .startsWith(who).contains("012345").contains(life).endsWith("\n\n@igj.rijkscloud.nl #012345");
    }

    @ParameterizedTest
    @CsvSource({"sign-in-code, nl", "sign-in-code, en", "activation-code, nl", "activation-code, en",
            "fresh-code, nl", "fresh-code, en"})
    void isPlainCharactersWithoutALinkInOneMessage(String template, String language) {
        assertThat(SmsParts.of(text.of(letter(template, language))).parts()).isEqualTo(1);
        assertThat(text.of(letter(template, language)))
                .matches("\\A\\p{ASCII}*\\z").doesNotContain("http");
    }

    /** With every name and host it is one part, and the code is visible on a locked phone. */
    @ParameterizedTest
    @ValueSource(strings = {
        "IGJ", "Françoise’s Inspectie", "Inspectie Gezondheidszorg en Jeugd",
        "Nederlandse Voedsel- en Warenautoriteit, afdeling Handhaving en Toezicht Noord",
        "李", "Ç€{}[]~^|\\", "Łódź – Urząd", "Zorg “Goed”",
    })
    void isOnePartWithAnyNameAndHost(String name) {
        for (var host : List.of(
                "a.nl", "igj.rijkscloud.nl", "documenten.inspectie-gezondheidszorg-en-jeugd.rijksoverheid.nl",
                "h".repeat(63) + "." + "h".repeat(63) + ".nl")) {
            for (var template : List.of("sign-in-code", "activation-code", "fresh-code")) {
                for (var language : Language.values()) {
                    var message = new SmsText(name, host).of(letter(template, language.code()));

                    assertThat(SmsParts.of(message)).as(message).extracting(SmsParts::parts, SmsParts::room)
                            .containsExactly(1, 160);
                    assertThat(message.indexOf("012345") + 6).as(message).isLessThanOrEqualTo(40);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Françoise’s, Francoise's", "Żółw, Zolw", "Genève, Genève", "Zorg – Œuvre, Zorg - OEuvre",
            "€uro, €uro", "李, ''"})
    void nameIsWrittenInTheSmsAlphabet(String name, String written) {
        assertThat(GsmText.of(name)).isEqualTo(written);
    }

    @Test
    void unknownTemplateIsABug() {
        assertThatThrownBy(() -> text.of(letter("other", "nl"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static OutboundMessage letter(String template, String language) {
        return new OutboundMessage(
                OutboundMessage.Channel.SMS, null, template, Language.stored(language), "+31612345678",
                Map.of("code", "012345"),
                template.equals(SmsText.ACTIVATION_CODE) ? Duration.ofHours(72) : Duration.ofHours(1));
    }
}
