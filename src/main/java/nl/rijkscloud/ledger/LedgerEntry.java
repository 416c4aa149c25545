package nl.rijkscloud.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/** One line of the ledger. It holds no personal data: the id of a transfer says nothing about people. */
public record LedgerEntry(Instant at, Kind kind, UUID transfer) {
    private static final String SPACE = " ";
    private static final int PARTS = 4;

    public enum Kind {
        DESTROYED,
        WITHDRAWN,
        /** An end in the ledger was not carried out: the transfer was still alive an hour later. */
        KEPT
    }

    /** Returns the line, whose checksum shows if a crash or a full disk has cut it. */
    String line() {
        var content = at + SPACE + kind.name().toLowerCase(Locale.ROOT) + SPACE + transfer;
        return content + SPACE + sum(content);
    }

    /** Empty for a line that is cut or has another form. */
    static Optional<LedgerEntry> parse(String line) {
        var parts = line.split(SPACE, -1);
        if (parts.length != PARTS || !sum(line.substring(0, Math.max(0, line.lastIndexOf(SPACE)))).equals(parts[3])) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LedgerEntry(Instant.parse(parts[0]),
                    Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)), UUID.fromString(parts[2])));
        } catch (DateTimeException | IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static String sum(String content) {
        var sum = new CRC32C();
        sum.update(content.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(sum.getValue());
    }
}
