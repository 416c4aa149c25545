package nl.rijkscloud.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A blob folder on a small file system that only one process sees. The test reaches it through the process, and it
 * vanishes with the process.
 */
final class SmallDisk {
    private static final String BALLAST = "ballast";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk of(PortalProcess portal) {
        return new SmallDisk(Path.of("/proc/" + portal.pid() + "/root" + portal.blobs().toAbsolutePath()));
    }

    /** A command prefix that makes the folder small for the command after it. */
    static List<String> launcher(Path folder, String size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return MountNamespace.launcher("mount -t tmpfs -o mode=700,size=" + size + " tmpfs \"$0\"", folder);
    }

    /** Fills the disk to the last byte. */
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
