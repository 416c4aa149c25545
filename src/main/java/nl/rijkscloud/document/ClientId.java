package nl.rijkscloud.document;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Base64Url;

/**
 * A page's own name for a document that it sends: 128 random bits, as text 22 characters of base64url. It tells a creation that is asked for again from
 * another document, and nothing about the document.
 */
public final class ClientId {
    private static final int BYTES = 16;

    private ClientId() {}

    /** Nothing for any other text, so that each id has one form only. */
    public static Optional<UUID> of(String text) {
        return Base64Url.bytes(text, BYTES).filter(bytes -> Base64Url.text(bytes).equals(text)).map(bytes -> {
            var buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        });
    }

    public static String text(UUID id) {
        return Base64Url.text(
                ByteBuffer.allocate(BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
    }
}
