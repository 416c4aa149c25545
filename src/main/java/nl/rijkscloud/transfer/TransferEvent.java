package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of a transfer's history.
 *
 * @param kind the word of an {@link EventKind}; any other word is refused, since no page has a text for it
 * @param document and {@code recipient}: the subject; {@code staff}: the actor
 */
public record TransferEvent(
        UUID transfer, String kind, Instant at, Optional<UUID> document, Optional<UUID> staff,
        Optional<UUID> recipient) {
    public TransferEvent {
        if (EventKind.of(kind).isEmpty()) {
            throw new IllegalArgumentException("there is no kind of event called " + kind);
        }
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
