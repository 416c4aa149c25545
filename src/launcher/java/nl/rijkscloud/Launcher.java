package nl.rijkscloud;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The entry of the jar. It is compiled for Java 8, so that a Java that is too old for the portal can still run it and
 * report that; other classes are loaded only when the version is right.
 */
final class Launcher {
    /** The exit code of every start that needs a person's correction. */
    private static final int REFUSED = 2;

    private static final int OLDEST = 25;

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        String version = System.getProperty("java.specification.version");
        if (major(version) < OLDEST) {
            System.err.println("Rijkscloud does not start:");
            System.err.println("- java: needs Java " + OLDEST + " or later, but " + System.getProperty("java.home")
                    + " is Java " + version + "; start it with the java of a newer installation");
            System.exit(REFUSED);
        }
        Method main = Class.forName("nl.rijkscloud.portal.Main").getDeclaredMethod("main", String[].class);
        main.setAccessible(true); // the class is package-private
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
        }
    }

    /** Java 8 reports its version as 1.8. */
    private static int major(String version) {
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
    }
}
