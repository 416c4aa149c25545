package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Custodians copy such a text from paper: it notices every slip, and bears other spaces and small letters. */
final class CheckedTextTest {
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 41;

    private final byte[] content = content();
    private final String text = CheckedText.of("RKS1", content);

    @Test
    void textIsReadAsPeopleTypeIt() {
        assertThat(CheckedText.parse("RKS1", text, LENGTH)).isEqualTo(content);
        assertThat(CheckedText.parse("RKS1", "Share 1 of 3\n\n" + text + "\n", LENGTH)).isEqualTo(content);
        assertThat(CheckedText.parse("RKS1", "RKS1-" + text.substring(5).toLowerCase(Locale.ROOT).replace('-', ' ')
                .replace('0', 'o').replace('1', 'l'), LENGTH)).isEqualTo(content);
    }

    @Test
    void everyWrongSignIsNoticed() {
        for (var place = 5; place < text.length(); place++) {
            if (text.charAt(place) != '-') {
                for (var sign : SIGNS.toCharArray()) {
                    if (sign != text.charAt(place)) {
                        var wrong = text.substring(0, place) + sign + text.substring(place + 1);
                        assertThatThrownBy(() -> CheckedText.parse("RKS1", wrong, LENGTH))
                                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("wrong");
                    }
                }
            }
        }
    }

    @Test
    void swappedGroupsAndMissingSignsAreNoticed() {
        var groups = text.split("-");
        var swapped = text.replace(groups[1] + "-" + groups[2], groups[2] + "-" + groups[1]);

        assertThat(swapped).isNotEqualTo(text);
        assertThatThrownBy(() -> CheckedText.parse("RKS1", swapped, LENGTH)).hasMessageContaining("checksum");
        assertThatThrownBy(() -> CheckedText.parse("RKS1", text.substring(0, text.length() - 1), LENGTH))
                .hasMessage("it has 71 signs and needs 72");
        assertThatThrownBy(() -> CheckedText.parse("RKS1", text.replaceFirst("RKS1-.", "RKS1-U"), LENGTH))
                .hasMessageContaining("a sign that is never used");
    }

    @Test
    void textOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> CheckedText.parse("RKK1", text, LENGTH)).hasMessageContaining("RKK1-");
        assertThatThrownBy(() -> CheckedText.parse("RKK1", text.replace("RKS1", "RKK1"), LENGTH))
                .as("the word is in the checksum").hasMessageContaining("checksum");
    }

    private static byte[] content() {
        var bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
