package nl.rijkscloud.limit;

import java.util.Locale;
import java.util.Set;

/**
 * The mailbox that an address most likely belongs to, for counting only: {@code jan+1@example.org} and
 * {@code Jan@example.org} are one, because the part after a plus is the owner's own note (RFC 5233). Gmail ignores dots
 * as well. Mail goes to the address as typed.
 */
final class Mailbox {
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");

    private Mailbox() {}

    static String of(String email) {
        var folded = email.strip().toLowerCase(Locale.ROOT);
        var at = folded.lastIndexOf('@');
        var plus = folded.indexOf('+');
        // Nothing stands before the plus, so this is not a note on a mailbox.
        var end = plus > 0 && plus < at ? plus : at;
        if (at <= 0) {
            return folded;
        }
        var local = folded.substring(0, end);
        var domain = folded.substring(at + 1);
        return GMAIL.contains(domain) ? local.replace(".", "") + "@gmail.com" : local + "@" + domain;
    }
}
