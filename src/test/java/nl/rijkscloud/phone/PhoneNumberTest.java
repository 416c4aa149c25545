package nl.rijkscloud.phone;

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
        "0031612345678", "0031 6 1234 5678", "(06) 12345678", " 06\u00a012345678 ", "06\u201112345678"
    })
    void usualNotationsAreOneNumber(String text) {
        assertThat(PhoneNumber.parse(text)).contains(new PhoneNumber("+31612345678"));
    }

    @ParameterizedTest
    @CsvSource({"+32 470 12 34 56, +32470123456", "0049 151 23456789, +4915123456789", "+1 201 555 0123, +12015550123",
            "088-120 5000, +31881205000"})
    void otherCountriesAndKindsWork(String text, String e164) {
        assertThat(PhoneNumber.parse(text)).contains(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {
        "112", "12345678", "061234567", "06123456789", "+999123456789", "06-12345678 ext. 5", "06-12345678;ext=5",
        "06-CALLME00", "tel:+31612345678",
        "+31612345678\r\nBcc: x", "+31612345678\0", "06 1234567\u0661", "+31612345678@example.nl", "+", "++31612345678"
    })
    void anythingElseIsNoNumber(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0612345678", "+31 612345678", "+3161234567", "+31612345678\n", ""})
    void typeHoldsNothingButE164(String text) {
        assertThatThrownBy(() -> new PhoneNumber(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a phone number in E.164");
    }

    @Test
    void knowsWhereTextMessagesArrive() {
        assertThat(new PhoneNumber("+31612345678").isMobile()).isTrue();
        assertThat(new PhoneNumber("+31881205000").isMobile()).isFalse();
        assertThat(new PhoneNumber("+31201234567").isMobile()).isFalse();
    }

    @Test
    void printsItsEndingOnly() {
        assertThat(new PhoneNumber("+31612345678")).hasToString("PhoneNumber[*78]");
        assertThat(new PhoneNumber("+31612345678").ending()).isEqualTo("78");
    }
}
