package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of a transfer's history.
 *
 * @param kind a lower-case word that reports and pages know, e.g. {@code document-downloaded}
 * @param document and {@code recipient}: what it is about; {@code staff}: who did it
 */
public record Event(
        UUID transfer, String kind, Instant at, Optional<UUID> document, Optional<UUID> staff, Optional<UUID> recipient) {
    public static Event of(UUID transfer, String kind, Instant at) {
        return new Event(transfer, kind, at, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Event about(UUID document) {
        return new Event(transfer, kind, at, Optional.of(document), staff, recipient);
    }

    public Event by(Optional<UUID> staff) {
        return new Event(transfer, kind, at, document, staff, recipient);
    }

    public Event of(Optional<UUID> recipient) {
        return new Event(transfer, kind, at, document, staff, recipient);
    }
}
