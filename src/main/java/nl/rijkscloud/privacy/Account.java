package nl.rijkscloud.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An account of staff.
 *
 * @param id by which the audit log names them
 * @param mobile and {@code identity}: whether the account has a number for codes, and one at the identity provider
 */
public record Account(
        UUID id, List<String> roles, List<String> departments, boolean mobile, boolean identity, Instant createdAt, Optional<Instant> disabledAt) {}
