package nl.rijkscloud.kernel;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The number of files that this process may open. Connections are files too, and anyone may open them; the portal
 * therefore reserves files for its own work: documents, database, mails and text messages.
 *
 * @param most {@link Long#MAX_VALUE} if the system does not report a limit
 */
public record OpenFiles(long most) {
    /**
     * An idle portal has 60 files open and 30 connections to the database; each document in transfer or under check
     * adds one.
     */
    private static final long OWN = 256;

    public static OpenFiles ofThisProcess() {
        return new OpenFiles(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE);
    }

    /**
     * The largest number of files for connections from outside: three quarters of all, or less to keep the reserve, but
     * at least half.
     */
    public int forConnections() {
        return (int) Math.min(Integer.MAX_VALUE, most - Math.max(most / 4, Math.min(OWN, most / 2)));
    }

    /**
     * The largest number of open connections. It is below the number of files, because a closed connection keeps its
     * file until its event loop runs.
     */
    public int connections() {
        return forConnections() / 8 * 7;
    }
}
