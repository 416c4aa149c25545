package nl.rijkscloud.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder that is a small file system for one process alone: a tmpfs in a mount namespace of its own. From outside it is reached through the
 * process, and it is gone when that ends.
 */
final class SmallDisk {
    /** Set where these tests may not be skipped. */
    private static final String REQUIRED = "RIJKSCLOUD_NAMESPACE_TESTS";

    private static final String BALLAST = "ballast";

    private final Path folder;

    private SmallDisk(long pid, Path folder) {
        this.folder = Path.of("/proc/" + pid + "/root" + folder.toAbsolutePath());
    }

    static SmallDisk of(PortalProcess portal) {
        return new SmallDisk(portal.pid(), portal.blobs());
    }

    /** A command that makes the folder small for the command behind it. Skips the test where that is not allowed, and says why. */
    static List<String> launcher(Path folder, String size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var launcher = List.of("unshare", "--mount", "--map-root-user", "sh", "-c",
                "mount -t tmpfs -o mode=700,size=" + size + " tmpfs \"$0\" && exec \"$@\"", folder.toString());
        var trial = new ArrayList<>(launcher);
        trial.add("true");
        var process = new ProcessBuilder(trial).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            var why = "no small disk: this system lets nobody here mount in a namespace of their own (" + said + ")";
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail(why);
            }
            Assumptions.abort(why);
        }
        return launcher;
    }

    /** Takes every byte that is left. */
    void fill() throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(BALLAST))) {
            for (var block = new byte[4096];;) {
                file.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(folder).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.delete(folder.resolve(BALLAST));
    }
}
