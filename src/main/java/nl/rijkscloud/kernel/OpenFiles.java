package nl.rijkscloud.kernel;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The files that a process may have open. A connection is a file too, and everybody may open connections: so the portal keeps files back for its own
 * work, which are documents, the database, mails and texts.
 *
 * @param most {@link Long#MAX_VALUE} where the system does not tell
 */
public record OpenFiles(long most) {
    /** A portal at rest has 60, its connections to the database are 30 more, and each document that comes, goes or is checked takes one. */
    private static final long OWN = 256;

    public static OpenFiles ofThisProcess() {
        return new OpenFiles(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE);
    }

    /** The most files that connections from outside may take: three quarters, or less where that leaves the portal too few. Half at least. */
    public int forConnections() {
        return (int) Math.min(Integer.MAX_VALUE, most - Math.max(most / 4, Math.min(OWN, most / 2)));
    }

    /** The most connections that may be open: fewer than there are files for, since a closed one has its file until its event loop comes to it. */
    public int connections() {
        return forConnections() / 8 * 7;
    }
}
