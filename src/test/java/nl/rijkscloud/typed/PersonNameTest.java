package nl.rijkscloud.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.rijkscloud.typed.InputResult.InputFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonNameTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "Anna Smit", "P.de Wit", "P. de Wit", "ir.Smit", "drs.smit", "a.vos", "A.VOS", "Prof.dr.ir.van Dam", "Mr.Bos",
        "'t Lam", "\u2019t Lam", "Joost in 't Hout",
        "Marie d\u2019Arc", "D\u02bcArcy", "Jean-Luc B\u00e9gin", "Vos \u2013 Smit", "Smit, P.", "Smit (adm.)",
        "P. & K. Smit", "Willem IV", "Kim Bos BSc RN", "E", "\u00c9",
        "\u738b\u82b3", "\ubc15\uc9c0\ubbfc", "\u0645\u062d\u0645\u062f \u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        "\u041f. \u0421\u043c\u0438\u0440\u043d\u043e\u0432", "n.n.b.", "Dhr./mw. Bos",
        "B. v/d Ven", "C.v.d. Ven", "G.'t Lam", "L.te Riele", "Sr. Agnes", "St.Elisabeth", "Gal\u00b7la Puig",
        "K.A.P. van den Oudenhof tot de Grote Waard en Kleine Waard genaamd Snel",
        "Afdeling 12", "Team 4A/B", "Toezicht & Handhaving", "Zorggroep 7/7", "Loket (IGJ)", "Directie 2: Jeugd",
        "Programma \u2018Goed thuis\u2019", "Huize d\u2019Eik",
        "Kaak & Zn", "Smit + Bos", "Zorg@Thuis", "Stichting De Beek (locatie Noord)", "Maatschap Oog; regio West",
        "Lab \u2116 3", "2-3-4 Opvang", "\u20acuro Zorg",
        "Zorg_Oost", "Stichting i.o.", "Kliniek B.V. Utrecht", "Zorgwijzer.nl B.V.", "Vita.Care Nederland",
        "Apotheek \"De Beek\"", "Programma 2026-2030",
    })
    void namesOfPeopleAndOrganisationsAreUnchanged(String name) {
        assertThat(PersonName.read(name)).isEqualTo(InputResult.good(name));
        assertThat(PersonName.readOrganisation(name)).isEqualTo(InputResult.good(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\\u00a0Anna\\u00a0Smit\\u2003 | Anna Smit", "\\ufeffAnna  Smit | Anna Smit", "Anna\\tSmit\\n | Anna Smit",
        "An\\u00adna Smit\\u200b | Anna Smit",
        "\\u200eAnna\\u200f Smit | Anna Smit", "\\u2068Anna Smit\\u2069 | Anna Smit", "Anne\\u200dMarie | AnneMarie",
        "Zoe\\u0308 | Zo\\u00eb",
        "\\uff21nna\\u3000Smit | Anna Smit", "Smit\\u2011Bos | Smit-Bos", "Anna\\u3164 | Anna",
    })
    void invisibleCharactersAreRemovedFirst(String typed, String name) {
        assertThat(PersonName.read(unescaped(typed).replace("\\t", "\t").replace("\\n", "\n")))
                .isEqualTo(InputResult.good(unescaped(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Ga naar www.boef.example", "boef.nl", "Betaal op boef.nl/", "Betaal op boef.com.", "boef\uff0enl",
        "Klik boef.\u0440\u0444", "Zie bit.ly/abc", "t.co",
        "BOEF.NL", "Boef.Com", "boef.amsterdam nu", "boef.nl Betaal nu uw boete", "xn--bef-sna.nl", "Open boef.online",
    })
    void webAddressIsRefusedAsAName(String typed) {
        assertThat(PersonName.read(typed)).isEqualTo(InputResult.unfit(InputFault.WEB_ADDRESS));
    }

    @Test
    void organisationMayBeAPlainDomainOnly() {
        assertThat(PersonName.readOrganisation("Zorgwijzer.nl")).isEqualTo(InputResult.good("Zorgwijzer.nl"));
        assertThat(PersonName.readOrganisation("Ga naar boef.nl")).isEqualTo(InputResult.unfit(InputFault.WEB_ADDRESS));
        assertThat(PersonName.readOrganisation("www.boef.nl")).isEqualTo(InputResult.unfit(InputFault.WEB_ADDRESS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Anna <b> | <", "=?UTF-8?B?QW5uYQ==?= | =", "{{link}} | {", "a\\u202etxt | U+202E", "Anna\\u0000 | U+0000",
        "=1+1 | =", "http://boef | :", "+Anna | +", "- | NO_LETTER",
        "… | …", "a[b] | [", "Anna \\ud83d\\ude42 | \\ud83d\\ude42", "bel tel:nu | :",
    })
    void aRefusalNamesTheCharacter(String typed, String character) {
        var reading = PersonName.read(unescaped(typed));

        assertThat(reading).isEqualTo(character.equals("NO_LETTER")
                ? InputResult.unfit(InputFault.NO_LETTER)
                : new InputResult.Unfit<>(InputFault.CHARACTER, Optional.of(unescaped(character))));
    }

    @Test
    void otherFaultsAreNamedToo() {
        assertThat(PersonName.read("Anna\r\nBcc: x")).isEqualTo(InputResult.unfit(InputFault.LINE_BREAK));
        assertThat(PersonName.read("Anna\u2029x")).isEqualTo(InputResult.unfit(InputFault.LINE_BREAK));
        assertThat(PersonName.read("Bel 0900 - 12345")).isEqualTo(InputResult.unfit(InputFault.NUMBER));
        assertThat(PersonName.read("+31 6 87654321")).isEqualTo(InputResult.unfit(InputFault.NUMBER));
        assertThat(PersonName.read("anna@boef.nl")).isEqualTo(InputResult.unfit(InputFault.MAIL_ADDRESS));
        assertThat(PersonName.read("x".repeat(101))).isEqualTo(InputResult.unfit(InputFault.TOO_LONG));
        assertThat(PersonName.read("42")).isEqualTo(InputResult.unfit(InputFault.NO_LETTER));
        assertThat(PersonName.read("\u200b")).isEqualTo(InputResult.unfit(InputFault.NO_LETTER));
    }

    /** An accepted name may appear in a mail to a stranger: no mail program makes a link or an address of it. */
    @ParameterizedTest
    @CsvSource({"P.de Wit, P. de Wit", "Zorgwijzer.nl B.V., Zorgwijzer. nl B.V.", "St.Elisabeth, St. Elisabeth",
            "Zorg@Thuis, Zorg@Thuis", "C.v.d. Ven, C.v.d. Ven"})
    void acceptedNameIsNoLinkInAMail(String name, String shown) {
        assertThat(PersonName.inMail(name)).isEqualTo(shown);
    }

    @Test
    void nameFromAnotherSystemIsCleaned() {
        assertThat(PersonName.salvaged("Sanne <Bos>")).isEqualTo("Sanne Bos");
        assertThat(PersonName.salvaged("\u202eSanne\nBos")).isEqualTo("Sanne Bos");
        assertThat(PersonName.salvaged("<>=")).isEmpty();
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})").matcher(text).replaceAll(found ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
