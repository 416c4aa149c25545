package nl.rijkscloud.startup;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.OpenFiles;
import nl.rijkscloud.vault.Aead;

/**
 * Checks what the operating system and the JVM grant this process: temporary files, memory and the number of open
 * files. Blocks.
 */
final class ProcessCheck {
    /** Bytes for Netty and for segments that are being filled. */
    private static final long MEMORY_RESERVE = 64L << 20;

    /** An upload has a connection, a file and its lock; downloads need theirs. */
    private static final long FILES_PER_UPLOAD = 4;
    private static final String RAISE_LIMIT = "; raise LimitNOFILE of the unit, or ulimit -n";

    private ProcessCheck() {}

    /** Checks that a temporary file can be written, and that the native library of the ciphers can be loaded. */
    static Findings temporaryFolder() {
        var folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Files.delete(Files.createTempFile(folder, ".probe-", ""));
        } catch (IOException unwritable) {
            return Findings.reason("java.io.tmpdir: cannot write a file in " + folder
                    + "; name another folder with -Djava.io.tmpdir=...");
        }
        try {
            return Aead.PROVIDER.getServices().isEmpty() ? unloadable() : Findings.NOTHING;
        } catch (LinkageError noLibrary) {
            return unloadable();
        }
    }

    /** The finding for another check that meets the missing library first. */
    static Findings unloadable() {
        return Findings.reason("java.io.tmpdir: the native library of the ciphers cannot be loaded from "
                + System.getProperty("java.io.tmpdir")
                + ". That folder must allow programs (mount option exec); or name another with -Djava.io.tmpdir=...");
    }

    /**
     * Checks that the JVM may take the memory that uploads and downloads are promised; otherwise they would fail only
     * under load.
     */
    static Findings memory(Config.Storage storage) {
        return memory(storage.memoryBudget(), memoryLimit());
    }

    static Findings memory(long budget, long limit) {
        return limit >= budget + MEMORY_RESERVE
                ? Findings.NOTHING
                : Findings.reason("storage.memoryBudget: needs -XX:MaxDirectMemorySize=%dm or more, it is %dm"
                        .formatted((budget + MEMORY_RESERVE) >> 20, limit >> 20));
    }

    /** Zero means unset: the limit is then the size of the heap. */
    private static long memoryLimit() {
        var option = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize");
        var set = Long.parseLong(option.getValue());
        return set > 0 ? set : Runtime.getRuntime().maxMemory();
    }

    /** Checks that the process may open the files that its uploads and connections need. */
    static Findings openFiles(Config config, OpenFiles files) {
        return uploads(config.documents().maxConcurrentUploads(), files)
                .and(connections(config.server().connections().most(), files));
    }

    static Findings uploads(int uploads, OpenFiles files) {
        return files.most() >= uploads * FILES_PER_UPLOAD
                ? Findings.NOTHING
                : Findings.warning(
                        "documents.maxConcurrentUploads: " + uploads + " uploads need " + uploads * FILES_PER_UPLOAD
                        + " open files, and this process may open " + files.most() + RAISE_LIMIT);
    }

    static Findings connections(int connections, OpenFiles files) {
        return files.connections() >= connections
                ? Findings.NOTHING
                : Findings.warning(
                        "server.connections.most: of " + connections + " connections only " + files.connections()
                        + " are let in at once, since this process may open " + files.most() + " files" + RAISE_LIMIT);
    }
}
