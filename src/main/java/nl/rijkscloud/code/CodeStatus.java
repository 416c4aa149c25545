package nl.rijkscloud.code;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of a code, as a recipient's page shows it before a code is filled in.
 *
 * @param until when the code can be used that was sent last; empty when there is no usable code
 * @param pause until another may be asked for; zero when it may be now
 * @param locked whether only staff can help
 */
public record CodeStatus(Optional<Instant> until, Duration pause, boolean locked) {}
