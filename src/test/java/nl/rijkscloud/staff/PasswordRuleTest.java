package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.rijkscloud.kernel.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"vier losse woorden", "aaaabbccddee", "\u00e9\u00e8\u00eb\u00ea\u00e0\u00e1 123456",
            "\ud83d\ude00\ud83d\ude01\ud83d\ude02abcdefghi", "384756102938"})
    void everyCharacterIsAllowed(String password) {
        assertThat(PasswordRule.checked(password, "jan@igj.nl")).isEqualTo(password);
    }

    @Test
    void lengthIsTwelveToOneHundredAndTwentyEight() {
        var text = "abcdefghijkl".repeat(11);

        assertThat(PasswordRule.checked(text.substring(0, 128), "jan@igj.nl")).hasSize(128);
        assertRefused(text.substring(0, 129));
        assertRefused(text.substring(0, 11));
        // Six characters in twelve chars.
        assertRefused("\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "aaaaaaaaaaaa", "121212121212", "123456789012", "Password1234!", "welkom2026!!!", "Wachtwoord12",
        "2026Meldpunt!", "jan.jansen1234"
    })
    void commonPasswordsAreRefused(String password) {
        assertThatThrownBy(() -> PasswordRule.checked(password, "jan.jansen@igj.nl")).isInstanceOf(Failure.class);
    }

    private static void assertRefused(String password) {
        assertThatThrownBy(() -> PasswordRule.checked(password, "jan@igj.nl"))
                .isInstanceOf(Failure.class)
                .hasMessage("A password has 12 to 128 characters.");
    }
}
