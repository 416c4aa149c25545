package nl.rijkscloud.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * The person that a search of the privacy officer or the help desk is for: one whole e-mail address, or one whole
 * phone number.
 *
 * @param key in the form in which the database stores it: an address in lower case, or a number in E.164
 */
public record Person(Kind kind, String key) {
    public enum Kind {
        EMAIL, PHONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param address a valid address in ASCII, which Java and PostgreSQL turn into lower case alike */
    public static Person of(String address) {
        return new Person(Kind.EMAIL, address.toLowerCase(Locale.ROOT));
    }

    public static Person of(PhoneNumber number) {
        return new Person(Kind.PHONE, number.e164());
    }

    /** Leaves out the key, so that no log shows it by accident. */
    @Override
    public String toString() {
        return "Person[" + kind + "]";
    }

    /**
     * Makes the id that names a person in the audit log. It is the same for every search for that person, and does not
     * lead from the log back to the person. It is keyed, because addresses and numbers could
     * otherwise be tried one by one. See decision 022.
     */
    public static final class Pseudonym {
        private static final long VERSION_8 = 0x8000L; // RFC 9562 section 5.8: a custom format
        private static final long VARIANT = 0x8000000000000000L;

        private final Hmac hmac;

        public Pseudonym(PurposeKeys keys) {
            hmac = keys.current(KeyPurpose.SEARCHED_PERSON).hmac();
        }

        public UUID of(Person person) {
            var bytes = ByteBuffer.wrap(hmac.of((person.kind().word() + "\n" + person.key())
                    .getBytes(StandardCharsets.UTF_8)));
            return new UUID((bytes.getLong() & ~0xF000L) | VERSION_8, bytes.getLong() >>> 2 | VARIANT);
        }
    }
}
