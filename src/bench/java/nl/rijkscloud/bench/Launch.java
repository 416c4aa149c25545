package nl.rijkscloud.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Maven runs it, since it alone knows the JDK and the class path: it writes both to files, so that {@code
 * loadtests/bench} can start {@link Bench} without Maven.
 */
final class Launch {
    private Launch() {}

    /** @param arguments the folder for the files */
    public static void main(String... arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        Files.writeString(folder.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Files.writeString(folder.resolve("options"),
                "-classpath \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"\n");
    }
}
