package nl.rijkscloud.transfer;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A page's own name for a document that it sends: 128 random bits, as text 22 characters of base64url. It tells a creation that is asked for again from
 * another document, and nothing about the document.
 */
public final class ClientId {
    private static final int BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private ClientId() {}

    /** Nothing for any other text, so that each id has one form only. */
    public static Optional<UUID> of(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES || !TEXT.encodeToString(bytes).equals(text)) {
                return Optional.empty();
            }
            var buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public static String text(UUID id) {
        return TEXT.encodeToString(
                ByteBuffer.allocate(BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
    }
}
