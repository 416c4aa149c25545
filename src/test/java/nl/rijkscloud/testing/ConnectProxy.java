package nl.rijkscloud.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that makes tunnels and does nothing else. It knows hosts that no name server knows. */
public final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream carried = new ByteArrayOutputStream();
    private final Map<String, Integer> hosts;
    private final String credentials;

    /** @param hosts {@code host:port} as a client asks for it, and the port on this machine that answers */
    public ConnectProxy(Map<String, Integer> hosts, String user, String password) throws IOException {
        this.hosts = hosts;
        credentials = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The first lines of all requests with the right credentials. */
    public List<String> requests() {
        return requests;
    }

    /** Everything that clients sent through tunnels, as one text. */
    public synchronized String carried() {
        return carried.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (var head = head(client.getInputStream()); !head.isEmpty(); head = head(client.getInputStream())) {
                if (!head.contains(credentials)) {
                    say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"out\""
                            + "\r\nContent-Length: 0");
                    continue;
                }
                var first = head.lines().findFirst().orElse("");
                requests.add(first);
                var target = hosts.get(first.replaceAll("^CONNECT | HTTP/1.1$", ""));
                if (!first.startsWith("CONNECT ") || target == null) {
                    say(client, "502 Bad Gateway\r\nContent-Length: 0");
                    return;
                }
                tunnel(client, target);
                return;
            }
        } catch (IOException cut) {
            // as a client may
        }
    }

    private void tunnel(Socket client, int port) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            say(client, "200 Connection established");
            Thread.ofVirtual().start(() -> copy(server, client, false));
            copy(client, server, true);
        }
    }

    private void copy(Socket from, Socket to, boolean remember) {
        try {
            var in = from.getInputStream();
            var buffer = new byte[8192];
            for (var count = in.read(buffer); count > 0; count = in.read(buffer)) {
                if (remember) {
                    synchronized (this) {
                        carried.write(buffer, 0, count);
                    }
                }
                to.getOutputStream().write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException cut) {
            // both ends hear of it
        }
    }

    private static void say(Socket client, String status) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Up to the empty line; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }
}
