package nl.rijkscloud.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds environment variables that look like ours and that nothing reads: a misspelt name would leave a secret out
 * without a word.
 */
final class Variables {
    private static final String OURS = "RIJKSCLOUD_";

    /**
     * Kubernetes tells every container about a service called rijkscloud under such names, and the build steers its own
     * tests with them.
     */
    private static final Pattern OF_OTHERS = Pattern.compile(
            "RIJKSCLOUD_(?:\\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?|PORT(?:_\\d+_\\w+)?)|RIJKSCLOUD_\\w+_TESTS|"
            + "RIJKSCLOUD_TEST_\\w+");

    private Variables() {}

    static void reportUnknown(Map<String, String> environment, Collection<String> known, ConfigErrors mistakes) {
        environment.keySet().stream().sorted()
                .filter(name -> !known.contains(name) && !OF_OTHERS.matcher(name).matches())
                .forEach(name -> {
                    var meant = meant(name, known);
                    if (meant.isPresent() || name.startsWith(OURS)) {
                        mistakes.addUnknown(name, "unknown environment variable"
                                + meant.map(word -> "; did you mean " + word + "?").orElse(""));
                    }
                });
    }

    /** A secret itself is never in the environment: this is a mistake for the name of its file. */
    private static Optional<String> meant(String name, Collection<String> known) {
        return NearMiss.of(name, known)
                .or(() -> known.stream().filter(word -> name.startsWith(OURS) && word.equals(name + "_FILE"))
                        .findFirst());
    }
}
