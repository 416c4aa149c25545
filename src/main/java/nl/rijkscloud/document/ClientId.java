package nl.rijkscloud.document;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Base64Url;

/**
 * The id that a page gives a document: 128 random bits, as text 22 characters of base64url. By it the server tells a
 * repeated creation from a new document; it says nothing about the document.
 */
public final class ClientId {
    private static final int BYTES = 16;

    private ClientId() {}

    /** Reads an id; empty for any other text, so that each id has only one form. */
    public static Optional<UUID> of(String text) {
        return Base64Url.bytes(text, BYTES).filter(bytes -> Base64Url.text(bytes).equals(text)).map(bytes -> {
            var buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        });
    }

    public static String text(UUID id) {
        return Base64Url.text(
                ByteBuffer.allocate(BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits())
                .array());
    }
}
