package nl.rijkscloud.privacy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail or text message to somebody.
 *
 * @param template what it is about; @param state as the database has it
 * @param content whether what it says is still kept, sealed
 * @param expiresAt until when it is tried, if it waits
 */
public record PersonMessage(
        UUID id, String channel, String template, String state, Optional<UUID> transfer, boolean content, Instant createdAt,
        Optional<Instant> settledAt, Instant expiresAt) {}
