package nl.rijkscloud.document;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;

/**
 * A file that a sender has chosen and whose upload has not begun. The server has no byte of it.
 *
 * @param length its size in bytes
 * @param entry its name, sealed
 */
public record AnnouncedDocument(UUID client, int place, long length, byte[] entry) {
    private static final String WHAT = "announced";

    public static AnnouncedDocument of(Aead aead, ManifestKey key, UUID client, int place, long length, String name) {
        return new AnnouncedDocument(client, place, length,
                key.seal(aead, WHAT, client, name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Opens the name. An entry that does not open means a damaged database, so this throws. */
    public String name(ManifestKey key) {
        return key.open(WHAT, client, entry)
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> new IllegalStateException("what was announced for " + key.transfer() + " does not open"));
    }

    @Override
    public String toString() {
        return "Announced[" + length + "]";
    }
}
