package nl.rijkscloud.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The mistakes found so far, in the order of the keys. Reading goes on after a mistake, so that the operator sees all
 * of them at once.
 */
final class ConfigErrors {
    private final List<String> sentences = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    void add(String path, String sentence) {
        paths.add(path);
        sentences.add(path + ": " + sentence);
    }

    /** True if the keys themselves were right, so that they can be compared. */
    boolean free(String... keys) {
        return Set.of(keys).stream().noneMatch(paths::contains);
    }

    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new ConfigException(sentences);
        }
    }
}
