package nl.rijkscloud.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP connection to a server on this machine that can fall silent: existing connections then stay open and carry no
 * bytes, as when a firewall forgets a connection. New connections work. Safe for use from any thread.
 */
public final class SilentLine implements AutoCloseable {
    private final ServerSocket front;
    private volatile int to;
    private final AtomicInteger generation = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private SilentLine(ServerSocket front, int to) {
        this.front = front;
        this.to = to;
    }

    public static SilentLine to(int port) {
        try {
            var line = new SilentLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(line::accept);
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return front.getLocalPort();
    }

    public void fallSilent() {
        generation.incrementAndGet();
    }

    /** Redirects new connections, as when another machine takes over an address. */
    public void leadTo(int port) {
        to = port;
    }

    private void accept() {
        try {
            while (true) {
                var near = front.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                open.addAll(List.of(near, far));
                var made = generation.get();
                Thread.ofVirtual().start(() -> deliver(near, far, made));
                Thread.ofVirtual().start(() -> deliver(far, near, made));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void deliver(Socket from, Socket into, int made) {
        var bytes = new byte[8192];
        try {
            for (var n = from.getInputStream().read(bytes); n >= 0; n = from.getInputStream().read(bytes)) {
                if (made == generation.get()) {
                    into.getOutputStream().write(bytes, 0, n);
                }
            }
            if (made == generation.get()) {
                into.close();
            }
        } catch (IOException cut) {
            // one end has disconnected
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
