package nl.rijkscloud.recovery;

import java.util.UUID;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.Share;

/** The key of the seal on an import: only the server and those who have opened the export know it. */
final class ImportSeal {
    private ImportSeal() {}

    static Hmac of(Share share, UUID export) {
        return new Hmac(Kdf.derive(share.bytes(), Kdf.bytes(share.transfer(), export), "recovery-import", Hmac.LENGTH));
    }
}
