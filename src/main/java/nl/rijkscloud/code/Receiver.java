package nl.rijkscloud.code;

import java.util.UUID;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Somebody outside who collects documents with a code.
 *
 * @param link the id of the download link that the code is good for
 */
public record Receiver(UUID recipient, UUID transfer, byte[] link, PhoneNumber phone, Language language) {
    @Override
    public String toString() {
        return "Receiver[" + recipient + "]";
    }
}
