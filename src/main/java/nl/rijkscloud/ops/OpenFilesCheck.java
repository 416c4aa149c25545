package nl.rijkscloud.ops;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import nl.rijkscloud.config.Config;

/** The process may open as many files as its uploads need: each has a connection, a file and its lock, and downloads need theirs. */
final class OpenFilesCheck {
    private static final long PER_UPLOAD = 4;

    private OpenFilesCheck() {}

    static Findings run(Config.Documents documents) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? run(documents.maxConcurrentUploads(), system.getMaxFileDescriptorCount())
                : Findings.NOTHING;
    }

    static Findings run(int uploads, long limit) {
        return limit >= uploads * PER_UPLOAD
                ? Findings.NOTHING
                : Findings.warning("documents.maxConcurrentUploads: " + uploads + " uploads need " + uploads * PER_UPLOAD
                        + " open files, and this process may open " + limit + "; raise LimitNOFILE of the unit, or ulimit -n");
    }
}
