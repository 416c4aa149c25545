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
public record TransferEvent(
        UUID transfer, String kind, Instant at, Optional<UUID> document, Optional<UUID> staff, Optional<UUID> recipient) {
    public TransferEvent {
        EventKind.of(kind).orElseThrow(() -> new IllegalArgumentException("there is no kind of event called " + kind));
    }

    public static TransferEvent of(UUID transfer, String kind, Instant at) {
        return new TransferEvent(transfer, kind, at, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public TransferEvent about(UUID document) {
        return new TransferEvent(transfer, kind, at, Optional.of(document), staff, recipient);
    }

    public TransferEvent by(Optional<UUID> staff) {
        return new TransferEvent(transfer, kind, at, document, staff, recipient);
    }

    public TransferEvent of(Optional<UUID> recipient) {
        return new TransferEvent(transfer, kind, at, document, staff, recipient);
    }
}
