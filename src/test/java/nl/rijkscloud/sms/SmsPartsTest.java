package nl.rijkscloud.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmsPartsTest {
    /**
     * The limits of 3GPP TS 23.038 and 23.040: 160 and 153 septets, 70 and 67 units. A euro sign counts double, and so
     * does an emoji.
     */
    @ParameterizedTest
    @CsvSource({"a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "\u20ac, 80, 1", "\u20ac, 81, 2",
            "\u20ac, 152, 2", "\u20ac, 153, 3",
        "\u00e9, 160, 1", "\u00e7, 70, 1", "\u00e7, 71, 2", "\u0142, 134, 2", "\u0142, 135, 3", "\ud83d\ude00, 35, 1",
        "\ud83d\ude00, 66, 2",
        "\ud83d\ude00, 67, 3"})
    void partsAreCountedAsNetworksDo(String sign, int times, int parts) {
        assertThat(SmsParts.of(sign.repeat(times)).parts()).isEqualTo(parts);
    }
}
