package nl.rijkscloud.upload;

import java.util.Optional;
import java.util.UUID;

/**
 * A document that somebody wants to send.
 *
 * @param length plaintext bytes, zero or more
 * @param name the file's name, without folders
 * @param metadata {@code Upload-Metadata} as it came
 * @param client what the page that sends it calls it
 */
public record NewUpload(long length, String name, String metadata, Optional<UUID> client) {
    @Override
    public String toString() {
        return "NewUpload[" + length + "]";
    }
}
