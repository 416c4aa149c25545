package nl.rijkscloud.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import nl.rijkscloud.typed.InputResult.InputFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "anna@zorg.example", "d'arcy@zorg.example", "a+melding@zorg.example", "a@b.nl", "anna@zorg.amsterdam",
        "anna@a-b.nl", "anna@24.nl", "_a-@zorg.nl",
        "anna/afd=2@zorg.nl", "42@zorg.nl", "anna@xn--bcher-kva.example", "anna@zorg.xn--p1ai", "anna@post.zorg.co.uk",
    })
    void validAddressIsUnchanged(String address) {
        assertThat(EmailAddress.read(address)).isEqualTo(InputResult.good(address));
        assertThat(EmailAddress.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        " anna@zorg.nl", "anna@zorg.nl\u00a0", "anna@zorg.nl\u200b", "\ufeffanna@zorg.nl", "an\u00adna@zorg.nl",
        "\u200eanna@zorg.nl\u200f", "anna@zorg.nl\n",
        "\u202danna@zorg.nl\u202c", "mailto:anna@zorg.nl", "MAILTO:anna@zorg.nl?subject=Vraag", "<anna@zorg.nl>",
        "Anna Vos <anna@zorg.nl>",
        "\"Vos, Anna\" <anna@zorg.nl>", "Anna Vos <mailto:anna@zorg.nl>;", "anna@zorg.nl,", "anna@zorg.nl;",
        "anna@zorg.nl.", "anna @ zorg.nl",
        "\u201canna@zorg.nl\u201d", "'anna@zorg.nl'", "anna\uff20zorg.nl", "\uff41nna@zorg\uff0enl",
        "anna@zorg\u3002nl", "anna@ZORG.nl",
    })
    void textAroundAnAddressIsRemoved(String typed) {
        assertThat(EmailAddress.read(typed)).isEqualTo(InputResult.good("anna@zorg.nl"));
    }

    @ParameterizedTest
    @CsvSource({
        "x@fuß.example, x@xn--fu-hia.example", "x@FUSS.example, x@fuss.example",
        "x@λόγος.example, x@xn--oxapnm1c.example", "x@zürich.example, x@xn--zrich-kva.example",
        "x@İzmir.example, x@xn--izmir-7fd.example", "x@zorg\u2011noord.nl, x@zorg-noord.nl",
        "x@zorg\u2013noord.nl, x@zorg-noord.nl", "d’arcy@zorg.nl, d'arcy@zorg.nl",
    })
    void internationalDomainIsKept(String typed, String kept) {
        var unescaped = typed.translateEscapes();
        assertThat(EmailAddress.read(unescaped)).isEqualTo(InputResult.good(kept));
    }

    @Test
    void joinerNeverMakesAnotherDomain() {
        assertThat(EmailAddress.read("x@zo\u200drg.nl")).isEqualTo(InputResult.unfit(InputFault.HOST));
        assertThat(EmailAddress.read("x@zo\u200crg.nl")).isEqualTo(InputResult.unfit(InputFault.HOST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "anna | AT", "@zorg.nl | AT", "anna@ | AT", "anna@zorg@nl | AT", "anna@zorg.nl,bas@zorg.nl | SEVERAL",
        "anna@zorg.nl; bas@zorg.nl | SEVERAL",
        "Anna <anna@zorg.nl>, Bas <bas@zorg.nl> | SEVERAL", "anna vos@zorg.nl | SPACE", "anna@zorg .nl | SPACE",
        ".anna@zorg.nl | DOTS", "an..na@zorg.nl | DOTS",
        "anna.@zorg.nl | DOTS", "anna@localhost | HOST", "anna@zorg-.nl | HOST", "anna@zo_rg.nl | HOST",
        "anna@192.0.2.1 | HOST", "anna@[192.0.2.1] | HOST",
        "anna@zorg.42 | HOST", "anna@zorg..nl | HOST", "anna@zorg.nl/x | HOST", "anna@zorg.n- | HOST",
    })
    void refusalNamesTheFault(String typed, InputFault fault) {
        assertThat(EmailAddress.read(typed)).isEqualTo(InputResult.unfit(fault));
    }

    @Test
    void lineBreakInsideIsNamed() {
        assertThat(EmailAddress.read("anna@zorg.nl\nBcc: bas@zorg.nl"))
                .isEqualTo(InputResult.unfit(InputFault.LINE_BREAK));
        assertThat(EmailAddress.read("anna@zorg.nl\u2028x")).isEqualTo(InputResult.unfit(InputFault.LINE_BREAK));
    }

    @ParameterizedTest
    @CsvSource({"renée@zorg.nl, é", "anna(x)@zorg.nl, (", "an:na@zorg.nl, :", "анна@zorg.nl, а"})
    void invalidCharacterBeforeTheAtIsNamed(String typed, String character) {
        assertThat(EmailAddress.read(typed))
                .isEqualTo(new InputResult.Unfit<>(InputFault.CHARACTER, Optional.of(character)));
    }

    @Test
    void maximumLengthIsThatOfTheStandard() {
        var label = "b".repeat(61) + ".";

        assertThat(EmailAddress.read("a".repeat(64) + "@zorg.nl").found()).isPresent();
        assertThat(EmailAddress.read("a".repeat(65) + "@zorg.nl")).isEqualTo(InputResult.unfit(InputFault.TOO_LONG));
        assertThat(EmailAddress.read("a".repeat(64) + "@" + label.repeat(3) + "nl").found()).isPresent();
        assertThat(EmailAddress.read("a".repeat(64) + "@" + label.repeat(3) + "nlxx").found()).isEmpty();
        assertThat(EmailAddress.read("a@" + "b".repeat(64) + ".nl")).isEqualTo(InputResult.unfit(InputFault.HOST));
    }
}
