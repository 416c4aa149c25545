package nl.rijkscloud.staff;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * E-mail addresses as keys: in lower case, because nobody minds capitals when writing to a colleague. Stored ones are
 * plain ASCII, so that Java and PostgreSQL agree on what lower case is, and no look-alike letter makes a second account
 * of one.
 */
final class EmailKey {
    private static final Pattern ADDRESS = Pattern.compile(
            "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9.-]+");
    private static final int LONGEST = 254;

    private EmailKey() {}

    /**
     * An address to look for. What PostgreSQL cannot even compare is nobody's address, and is looked for just the same.
     */
    static String of(String email) {
        return email.strip().toLowerCase(Locale.ROOT).replace('\0', ' ');
    }

    static boolean isWithin(List<String> domains, String email) {
        var key = of(email);
        return key.length() <= LONGEST && ADDRESS.matcher(key).matches() && domains.contains(domain(key));
    }

    /** An address to store. Throws a failure for anything but an address in one of the domains. */
    static String within(List<String> domains, String email) {
        var key = of(email);
        if (key.length() > LONGEST || !ADDRESS.matcher(key).matches()) {
            throw StaffRegister.invalid("This is not an e-mail address.");
        }
        if (!domains.contains(domain(key))) {
            throw StaffRegister.invalid(
                    "The organisation's addresses end in one of: " + String.join(", ", domains) + ".");
        }
        return key;
    }

    private static String domain(String key) {
        return key.substring(key.indexOf('@') + 1);
    }
}
