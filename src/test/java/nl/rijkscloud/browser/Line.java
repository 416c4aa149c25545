package nl.rijkscloud.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP connection between browser and portal that a test can slow down, cut and mend. Each direction of a connection
 * has a thread.
 */
final class Line implements AutoCloseable {
    private static final int AT_MOST = 16 << 10;

    /** The socket buffers: by default the system takes in megabytes at once, and a browser believes them sent. */
    private static final int IN_THE_SYSTEM = 64 << 10;

    private static final long FULL_SPEED = Long.MAX_VALUE;

    private final ServerSocket entrance;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile int exit;
    private volatile boolean down;
    private volatile long bytesPerSecond = FULL_SPEED;

    private Line(ServerSocket entrance) {
        this.entrance = entrance;
    }

    /** Starts without a destination. */
    static Line open() throws IOException {
        var entrance = new ServerSocket();
        entrance.setReceiveBufferSize(IN_THE_SYSTEM); // set before it listens, for the accepted connections
        entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        var line = new Line(entrance);
        Thread.ofVirtual().start(line::accept);
        return line;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** @param port of the portal on this machine */
    void leadTo(int port) {
        exit = port;
    }

    /** Limits the direction to the portal; the other direction has full speed. */
    void slow(long rate) {
        bytesPerSecond = rate;
    }

    void fullSpeed() {
        bytesPerSecond = FULL_SPEED;
    }

    /** Loses the bytes in transit, and lets nothing through until {@link #mend}. */
    void cut() {
        down = true;
        connections.forEach(Line::reset);
    }

    void mend() {
        down = false;
    }

    private void accept() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException closed) {
            // no more input
        }
    }

    private void connect(Socket browser) {
        try {
            connections.add(browser);
            if (down) {
                throw new IOException("the line is down");
            }
            var portal = new Socket(InetAddress.getLoopbackAddress(), exit);
            portal.setSendBufferSize(IN_THE_SYSTEM);
            connections.add(portal);
            if (down) { // cut meanwhile: no other code knows of this socket
                reset(portal);
            }
            Thread.ofVirtual().start(() -> deliver(browser, portal, true));
            Thread.ofVirtual().start(() -> deliver(portal, browser, false));
        } catch (IOException unreachable) {
            reset(browser);
        }
    }

    private void deliver(Socket from, Socket to, boolean paced) {
        try (from; to) {
            deliver(from.getInputStream(), to.getOutputStream(), paced);
        } catch (IOException cut) {
            reset(from);
            reset(to);
        } finally {
            connections.remove(from);
            connections.remove(to);
        }
    }

    private void deliver(InputStream from, OutputStream to, boolean paced) throws IOException {
        var block = new byte[AT_MOST];
        for (int count; (count = from.read(block)) >= 0; ) {
            to.write(block, 0, count);
            if (paced && bytesPerSecond != FULL_SPEED) {
                LockSupport.parkNanos(count * 1_000_000_000L / bytesPerSecond);
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // it is closed, as intended
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        cut();
    }
}
