package nl.rijkscloud.code;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a recipient's page says before a code is filled in.
 *
 * @param until when the code can be used that was sent last; nothing when none can be
 * @param pause until another may be asked for; zero when it may be now
 * @param locked whether only staff can help
 */
public record CodeStatus(Optional<Instant> until, Duration pause, boolean locked) {}
