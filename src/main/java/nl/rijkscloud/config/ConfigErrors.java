package nl.rijkscloud.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The mistakes found so far, in the order of the keys. Reading continues after a mistake, so that the operator sees all
 * of them at once.
 */
final class ConfigErrors {
    private final List<String> sentences = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    void add(String path, String sentence) {
        paths.add(path);
        sentences.add(path + ": " + sentence);
    }

    /** Reports a name that this version does not know, which may be one of a newer version. */
    void addUnknown(String path, String sentence) {
        unknown.add(path + ": " + sentence);
    }

    /** The names that this version does not know, once the caller has decided that they are no mistake. */
    List<String> takeUnknown() {
        var taken = List.copyOf(unknown);
        unknown.clear();
        return taken;
    }

    /** True if the keys themselves were right, so that they can be compared. */
    boolean free(String... keys) {
        return Set.of(keys).stream().noneMatch(paths::contains);
    }

    void throwIfAny() {
        sentences.addAll(takeUnknown());
        if (!sentences.isEmpty()) {
            throw new ConfigException(sentences);
        }
    }
}
