package nl.rijkscloud.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.MasterKey;

/**
 * What a person is called in the audit log: an id that is the same each time somebody looks for them, and that leads nobody from the log to the person.
 * Addresses and numbers can be tried out one by one, so it is keyed: without the master key there is nothing to try them with. See decision 022.
 */
final class Pseudonym {
    private static final long VERSION_8 = 0x8000L; // RFC 9562 section 5.8: of our own making
    private static final long VARIANT = 0x8000000000000000L;

    private final Hmac hmac;

    Pseudonym(MasterKey master) {
        hmac = new Hmac(master.derive("searched-person"));
    }

    UUID of(Person person) {
        var bytes = ByteBuffer.wrap(hmac.of((person.kind().word() + "\n" + person.key()).getBytes(StandardCharsets.UTF_8)));
        return new UUID(bytes.getLong() & ~0xF000L | VERSION_8, bytes.getLong() >>> 2 | VARIANT);
    }
}
