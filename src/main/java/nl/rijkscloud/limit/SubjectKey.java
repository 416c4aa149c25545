package nl.rijkscloud.limit;

import java.nio.charset.StandardCharsets;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.MasterKey;

/**
 * Makes keyed hashes of addresses and networks, so that the tables of limits name no one. Immutable, safe for use from
 * any thread.
 */
final class SubjectKey {
    private final Hmac hmac;

    SubjectKey(MasterKey master) {
        hmac = new Hmac(master.derive("throttle"));
    }

    /** @param parts only the last may contain a line break, so that two lists never give one text */
    byte[] of(String... parts) {
        return hmac.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
