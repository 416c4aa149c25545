package nl.rijkscloud.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** File systems that only one process sees, as in a container. */
final class MountNamespace {
    /** Set where these tests may not be skipped. */
    private static final String REQUIRED = "RIJKSCLOUD_NAMESPACE_TESTS";

    private MountNamespace() {}

    /**
     * A command prefix that mounts, and then becomes the command after it. Skips the test with a reason where mounting
     * is forbidden.
     *
     * @param mounts for a shell; {@code $0} is the folder
     */
    static List<String> launcher(String mounts, Path folder) throws IOException, InterruptedException {
        var launcher = List.of("unshare", "--mount", "--map-root-user", "sh", "-c", mounts + " && exec \"$@\"",
                folder.toString());
        var trial = new ArrayList<>(launcher);
        trial.add("true");
        var process = new ProcessBuilder(trial).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            var why = "this system lets nobody here mount in a namespace of their own: " + said;
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail(why);
            }
            Assumptions.abort(why);
        }
        return launcher;
    }
}
