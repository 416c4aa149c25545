package nl.rijkscloud.otp;

import java.util.UUID;
import nl.rijkscloud.phone.PhoneNumber;

/**
 * Somebody outside who collects documents with a code.
 *
 * @param link the id of the download link that the code is good for
 * @param language {@code nl} or {@code en}
 */
public record Receiver(UUID recipient, UUID transfer, byte[] link, PhoneNumber phone, String language) {
    @Override
    public String toString() {
        return "Receiver[" + recipient + "]";
    }
}
