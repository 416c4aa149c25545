package nl.rijkscloud.config;

import java.util.Map;

/**
 * Decides if keys and variables that this version does not know are a mistake. They are, unless the operator says
 * otherwise: while servers are replaced one by one, old ones read the configuration of new ones.
 */
public final class UnknownNames {
    /** The option of every command. */
    public static final String OPTION = "--tolerate-unknown";
    /** {@code true} in the environment means the same as the option. */
    static final String VARIABLE = "RIJKSCLOUD_TOLERATE_UNKNOWN";
    private static final String PROPERTY = "rijkscloud.tolerateUnknown";

    private UnknownNames() {}

    /** Carries out the option: from now on this process ignores unknown names with a warning. */
    public static void tolerate(boolean wanted) {
        System.setProperty(PROPERTY, Boolean.toString(wanted));
    }

    static boolean areTolerated(Map<String, String> environment, ConfigErrors mistakes) {
        var said = environment.getOrDefault(VARIABLE, "").strip();
        if (!said.matches("|true|false")) {
            mistakes.add(VARIABLE, "must be true or false");
        }
        return said.equals("true") || Boolean.getBoolean(PROPERTY);
    }
}
