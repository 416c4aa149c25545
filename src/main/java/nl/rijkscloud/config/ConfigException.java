package nl.rijkscloud.config;

import java.util.List;

/**
 * A configuration that cannot be used: every mistake at once, each a sentence that names the key. No sentence holds a
 * secret.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    public ConfigException(List<String> mistakes) {
        super(String.join("\n", mistakes), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
