package nl.rijkscloud.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password or token from the configuration. It never prints itself; {@link #reveal()} is the one way to get it out,
 * easy to search for.
 */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }
}
