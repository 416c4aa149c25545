package nl.rijkscloud.config;

import java.util.Optional;

/**
 * A key of the configuration as it was read at the start, for people to look at.
 *
 * @param key with dots
 * @param value as the file writes it; empty if there is none, and for a secret
 * @param given true if there is a value, of a secret too
 * @param secret true if the value is never shown
 */
public record Setting(String key, Optional<String> value, boolean given, boolean secret, Origin origin) {
    /** Where a value came from; a key without a value has the default, which is none. */
    public enum Origin { FILE, ENVIRONMENT, DEFAULT }
}
