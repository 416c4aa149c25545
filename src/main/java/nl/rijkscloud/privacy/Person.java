package nl.rijkscloud.privacy;

import java.util.Locale;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Whom the privacy officer looks for: one e-mail address or one phone number, whole. Nobody can look for a part of either.
 *
 * @param key as the database has it: an address in lower case, or a number in E.164
 */
public record Person(Kind kind, String key) {
    public enum Kind {
        EMAIL, PHONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param address a valid one, in ASCII, so that Java and PostgreSQL agree on what lower case is */
    public static Person of(String address) {
        return new Person(Kind.EMAIL, address.toLowerCase(Locale.ROOT));
    }

    public static Person of(PhoneNumber number) {
        return new Person(Kind.PHONE, number.e164());
    }

    /** Not even in a log by accident. */
    @Override
    public String toString() {
        return "Person[" + kind + "]";
    }
}
