package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of a transfer's history.
 *
 * @param kind the word of an {@link EventKind}; another one is refused, since no page would have words for it
 * @param document and {@code recipient}: what it is about; {@code staff}: who did it
 */
public record Event(
        UUID transfer, String kind, Instant at, Optional<UUID> document, Optional<UUID> staff, Optional<UUID> recipient) {
    public Event {
        EventKind.of(kind).orElseThrow(() -> new IllegalArgumentException("there is no kind of event called " + kind));
    }

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
