package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * One of those who receive a transfer, each by a link of their own.
 *
 * @param mobile of an outsider, who gives a code that went there; nothing for staff, who sign in
 * @param openedAt when they first saw it; {@code downloadedAt} when they had all of it
 */
public record Recipient(
        UUID id, UUID transfer, int position, String name, String email, Optional<PhoneNumber> mobile, Optional<Instant> openedAt,
        Optional<Instant> downloadedAt) {

    /** An employee or department of the inspectorate. */
    public static Recipient staff(UUID transfer, int position, String name, String email) {
        return new Recipient(UUID.randomUUID(), transfer, position, name, email, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Recipient outsider(UUID transfer, int position, String name, String email, PhoneNumber mobile) {
        return new Recipient(UUID.randomUUID(), transfer, position, name, email, Optional.of(mobile), Optional.empty(), Optional.empty());
    }

    public boolean isOutsider() {
        return mobile.isPresent();
    }
}
