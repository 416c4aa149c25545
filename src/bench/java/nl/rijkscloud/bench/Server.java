package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import nl.rijkscloud.process.Usage;

/** A measured server: one process, or several, behind one port. */
interface Server {
    String name();

    InetSocketAddress address();

    /** All its processes. */
    long[] pids();

    Dial dial();

    default Wire connect() throws IOException {
        return dial().to(address());
    }

    default String host() {
        return address().getHostString() + ":" + address().getPort();
    }

    default double cpuSeconds() throws IOException {
        var sum = 0.0;
        for (var pid : pids()) {
            sum += Usage.of(pid).cpuSeconds();
        }
        return sum;
    }

    /** The processes of its database, which are not among {@link #pids()}. */
    default double databaseCpuSeconds() throws IOException {
        return 0;
    }
}
