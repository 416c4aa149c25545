package nl.rijkscloud.staff;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import nl.rijkscloud.kernel.Failure;

/**
 * Checks a new password by NIST SP 800-63B section 3.1.1.2: it is long enough and none of those that are guessed first.
 * There are no rules about kinds of characters: they make passwords worse.
 */
final class PasswordRule {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;
    private static final int FEWEST_DIFFERENT = 5;
    private static final List<String> GUESSED_FIRST = List.of(
            "password", "wachtwoord", "welkom", "welcome", "qwerty", "azerty", "letmein", "geheim", "rijkscloud",
            "inspectie", "meldpunt");

    private PasswordRule() {}

    /** The password, or a failure that names the broken rule. */
    static String checked(String password, String email) {
        var length = Normalizer.normalize(password, Normalizer.Form.NFKC).codePoints().count();
        if (length < SHORTEST || length > LONGEST) {
            throw refused("A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (isGuessedFirst(password.toLowerCase(Locale.ROOT), email)) {
            throw refused("This password is easy to guess. A few unrelated words are a good one.");
        }
        return password;
    }

    /** One character over and over, or a word that everybody tries with only digits and signs around it. */
    private static boolean isGuessedFirst(String password, String email) {
        var letters = onlyLetters(password);
        return password.codePoints().distinct().count() < FEWEST_DIFFERENT
                || "12345678901234567890".startsWith(password)
                || GUESSED_FIRST.contains(letters)
                || (!letters.isEmpty() && letters.equals(onlyLetters(email.substring(0, email.indexOf('@')))));
    }

    private static String onlyLetters(String text) {
        return text.replaceAll("[^\\p{L}]", "");
    }

    private static Failure refused(String detail) {
        return Failure.of(Failure.Kind.INVALID, "password-refused", detail);
    }
}
