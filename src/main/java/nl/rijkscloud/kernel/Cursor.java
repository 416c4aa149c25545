package nl.rijkscloud.kernel;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Marks the last line of a page; the next page begins after it. Holds only values that the line shows, in the
 * database's precision.
 */
public record Cursor(Instant createdAt, UUID id) {
    private static final int LENGTH = 3 * Long.BYTES;
    /** Bounds the moments that the database can store; eight bytes could hold later ones. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    /** Encodes this cursor as an opaque text for clients. */
    public String text() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64Url.text(bytes.array());
    }

    /** Decodes a cursor; empty if the text is not one. */
    public static Optional<Cursor> of(String text) {
        try {
            return Base64Url.bytes(text, LENGTH).map(ByteBuffer::wrap)
                    .map(bytes -> new Cursor(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
                            new UUID(bytes.getLong(), bytes.getLong())))
                    .filter(cursor -> !cursor.createdAt.isBefore(Instant.EPOCH) && cursor.createdAt.isBefore(END));
        } catch (DateTimeException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }
}
