package nl.rijkscloud.limit;

import java.nio.charset.StandardCharsets;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.MasterKey;

/** Makes keyed hashes of addresses and networks, so that tables of limits tell nobody who did something. Immutable, safe for use from any thread. */
final class SubjectKey {
    private final Hmac hmac;

    SubjectKey(MasterKey master) {
        hmac = new Hmac(master.derive("throttle"));
    }

    /** @param parts none but the last may hold a line break, so that they cannot run into each other */
    byte[] of(String... parts) {
        return hmac.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
