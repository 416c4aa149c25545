package nl.rijkscloud.staff;

import java.util.List;
import java.util.Locale;
import nl.rijkscloud.typed.EmailAddress;
import nl.rijkscloud.typed.InputResult;

/**
 * E-mail addresses as keys: in lower case, because nobody minds capitals when writing to a colleague. Stored ones are
 * plain ASCII ({@link EmailAddress}), so that Java and PostgreSQL agree on what lower case is, and no look-alike letter
 * makes a second account of one.
 */
final class EmailKey {
    private EmailKey() {}

    /**
     * An address to look for. PostgreSQL cannot compare every text; such a text is nobody's address, and takes the same
     * work.
     */
    static String of(String email) {
        return EmailAddress.read(email).found().orElseGet(email::strip).toLowerCase(Locale.ROOT).replace('\0', ' ');
    }

    static boolean isWithin(List<String> domains, String email) {
        return EmailAddress.read(email).found().filter(address -> domains.contains(EmailAddress.domain(address)))
                .isPresent();
    }

    /** An address to store. Throws a failure for anything but an address in one of the domains. */
    static String within(List<String> domains, String email) {
        return switch (EmailAddress.read(email)) {
            case InputResult.Unfit<String>(var fault, var character) ->
                throw StaffRegister.invalid("This is not an e-mail address. " + fault.sentence(character.orElse("")));
            case InputResult.Good<String>(var address) -> {
                if (!domains.contains(EmailAddress.domain(address))) {
                    throw StaffRegister.invalid("The organisation's addresses end in one of: "
                            + String.join(", ", domains) + ".");
                }
                yield address.toLowerCase(Locale.ROOT);
            }
        };
    }
}
