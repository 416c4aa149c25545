package nl.rijkscloud.privacy;

import java.util.Locale;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * The person that a search is for: one whole e-mail address, or one whole phone number.
 *
 * @param key in the form in which the database stores it: an address in lower case, or a number in E.164
 */
record Person(Kind kind, String key) {
    enum Kind {
        EMAIL, PHONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param address a valid address in ASCII, which Java and PostgreSQL turn into lower case alike */
    static Person of(String address) {
        return new Person(Kind.EMAIL, address.toLowerCase(Locale.ROOT));
    }

    static Person of(PhoneNumber number) {
        return new Person(Kind.PHONE, number.e164());
    }

    /** Leaves out the key, so that no log shows it by accident. */
    @Override
    public String toString() {
        return "Person[" + kind + "]";
    }
}
