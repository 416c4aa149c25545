package nl.rijkscloud.http;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads a moment as a client writes it. Java reads years that PostgreSQL cannot store; they are refused. */
public final class Timestamps {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Timestamps() {}

    /**
     * Reads ISO 8601 in UTC. Throws {@link DateTimeException} for anything else, and for a year before 1 or after 9999.
     */
    public static Instant parse(String text) {
        var moment = Instant.parse(text);
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new DateTimeException("out of range");
        }
        return moment;
    }
}
