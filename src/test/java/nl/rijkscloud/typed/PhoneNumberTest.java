package nl.rijkscloud.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "0612345678", "06 12345678", "06-12345678", "06 - 12 34 56 78", "06.1234.5678", "+31612345678",
        "+31 6 12345678", "+31 (0)6 12345678",
        "0031612345678", "0031 6 1234 5678", "(06) 12345678", " 06\u00a012345678 ", "06\u201112345678",
        "06/12345678", "(+31) 6 12345678", "06\u221212345678", "06 \u2013 12345678", "\u202d+31 6 12345678\u202c",
        "06\u20031234\u20095678",
        "0612345678\u200b", "\ufeff0612345678", "\uff10\uff16\uff0d\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
        "\u06f0\u06f6\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8", "06 1234567\u0668", "tel:+31612345678",
        "Mob. 06 12345678",
        "T 06-12345678", "06 12345678 (werk)", "+31 +31 612345678", "+31 0031 612345678", "06\t1234\t5678", "612345678"
    })
    void usualNotationsGiveTheSameNumber(String text) {
        assertThat(PhoneNumber.parse(text)).contains(new PhoneNumber("+31612345678"));
    }

    @ParameterizedTest
    @CsvSource({"+32 470 12 34 56, +32470123456", "0049 151 23456789, +4915123456789", "+1 201 555 0123, +12015550123",
            "088-120 5000, +31881205000"})
    void otherCountriesAndKindsAreAccepted(String text, String e164) {
        assertThat(PhoneNumber.parse(text)).contains(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {
        "112", "0112", "12345678", "061234567", "06123456789", "+999123456789", "06-12345678 ext. 5",
        "06-12345678;ext=5",
        "06-CALLME00", "06-12345678 (bel mij 2x)", "06#12345678", "06 12345678 06 87654321",
        "+31612345678\r\nBcc: x", "+31612345678\0", "+31612345678@example.nl", "+", "++31612345678"
    })
    void anythingElseIsRefused(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0612345678", "+31 612345678", "+3161234567", "+31612345678\n", ""})
    void typeHoldsOnlyE164(String text) {
        assertThatThrownBy(() -> new PhoneNumber(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a phone number in E.164");
    }

    @Test
    void tellsMobileNumbersFromOthers() {
        assertThat(new PhoneNumber("+31612345678").isMobile()).isTrue();
        assertThat(new PhoneNumber("+31881205000").isMobile()).isFalse();
        assertThat(new PhoneNumber("+31201234567").isMobile()).isFalse();
    }

    @Test
    void isFormattedAsInItsCountry() {
        assertThat(new PhoneNumber("+31612345678").written()).isEqualTo("06 12345678");
        assertThat(new PhoneNumber("+31881205000").written()).isEqualTo("088 120 5000");
        assertThat(new PhoneNumber("+32470123456").written()).isEqualTo("+32 470 12 34 56");
    }

    @Test
    void toStringShowsOnlyTheEnd() {
        assertThat(new PhoneNumber("+31612345678")).hasToString("PhoneNumber[*78]");
        assertThat(new PhoneNumber("+31612345678").ending()).isEqualTo("78");
    }
}
