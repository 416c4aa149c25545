package nl.rijkscloud.kernel;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** The last line of a page: the next page begins after it. It holds what that line shows anyway, in the precision of the database. */
public record Cursor(Instant createdAt, UUID id) {
    private static final int LENGTH = 3 * Long.BYTES;
    /** The database holds later moments, and earlier ones than the epoch, but not all that fit into these bytes. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    /** The same as text that means nothing to anybody else. */
    public String text() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64Url.text(bytes.array());
    }

    /** Nothing when this is none. */
    public static Optional<Cursor> of(String text) {
        try {
            return Base64Url.bytes(text, LENGTH).map(ByteBuffer::wrap)
                    .map(bytes -> new Cursor(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong())))
                    .filter(cursor -> !cursor.createdAt.isBefore(Instant.EPOCH) && cursor.createdAt.isBefore(END));
        } catch (DateTimeException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }
}
