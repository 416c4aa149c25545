package nl.rijkscloud.startup;

import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.OpenFiles;

/**
 * The process may open as many files as its uploads need (each has a connection, a file and its lock, and downloads
 * need theirs), and as its connections need.
 */
final class OpenFilesCheck {
    private static final long PER_UPLOAD = 4;
    private static final String REMEDY = "; raise LimitNOFILE of the unit, or ulimit -n";

    private OpenFilesCheck() {}

    static Findings run(Config config, OpenFiles files) {
        return uploads(config.documents().maxConcurrentUploads(), files)
                .and(connections(config.server().connections().most(), files));
    }

    static Findings uploads(int uploads, OpenFiles files) {
        return files.most() >= uploads * PER_UPLOAD
                ? Findings.NOTHING
                : Findings.warning(
                        "documents.maxConcurrentUploads: " + uploads + " uploads need " + uploads * PER_UPLOAD
                        + " open files, and this process may open " + files.most() + REMEDY);
    }

    static Findings connections(int connections, OpenFiles files) {
        return files.connections() >= connections
                ? Findings.NOTHING
                : Findings.warning(
                        "server.connections.most: of " + connections + " connections only " + files.connections()
                        + " are let in at once, since this process may open " + files.most() + " files" + REMEDY);
    }
}
