package nl.rijkscloud.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback interface for servers that may be stopped and started again on the same one. They lie below
 * those that Linux gives out itself (from 32768 on): otherwise another process could get the port while its server is
 * away, and a client would wait for an answer of that process. Safe for use from any thread.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int PORTS = 12_000;
    /** Another JVM begins elsewhere. */
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private FreePort() {}

    /** A port on which nobody listens; never the same twice in this JVM. */
    public static int next() {
        for (int tried = 0; tried < PORTS; tried++) {
            var port = FIRST + Math.floorMod(NEXT.getAndIncrement(), PORTS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST);
    }

    private static boolean isFree(int port) {
        try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
