package nl.rijkscloud.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** A proxy with the faults that a test gives it. It serves one request on each connection. */
final class PoorProxy implements AutoCloseable {
    enum Fault { BUFFERS, REFUSES_PATCH, LIMITS_BODIES, TELLS_NO_ADDRESS, TRUSTS_STRANGERS, IS_NOT_TRUSTED }

    private static final String TRUSTED = "127.0.0.1";
    private static final String UNTRUSTED = "127.0.0.2";
    private static final long LIMIT = 1 << 20;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI portal;
    private final Set<Fault> faults;

    PoorProxy(URI portal, Set<Fault> faults) throws IOException {
        this.portal = portal;
        this.faults = faults;
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client; var upstream = new Socket(InetAddress.getByName(portal.getHost()), portal.getPort(),
                InetAddress.getByName(faults.contains(Fault.IS_NOT_TRUSTED) ? UNTRUSTED : TRUSTED), 0)) {
            var head = head(client.getInputStream());
            var length = LENGTH.matcher(head).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
            if ((faults.contains(Fault.REFUSES_PATCH) && head.startsWith("PATCH"))
                    || (faults.contains(Fault.LIMITS_BODIES) && length > LIMIT)) {
                client.getOutputStream().write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n".getBytes());
                return;
            }
            var kept = faults.contains(Fault.BUFFERS) ? client.getInputStream()
                    .readNBytes((int) Math.min(length, Integer.MAX_VALUE)) : new byte[0];
            upstream.getOutputStream().write(rewritten(head).getBytes(StandardCharsets.US_ASCII));
            upstream.getOutputStream().write(kept);
            Thread.ofVirtual().start(() -> pump(client, upstream));
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // a client that left
        }
    }

    private String rewritten(String head) {
        var lines = head;
        if (!faults.contains(Fault.TRUSTS_STRANGERS)) {
            lines = lines.replaceAll("(?i)X-Forwarded-For: .*\r\n", "");
        }
        return faults.contains(Fault.TELLS_NO_ADDRESS) || lines.contains("X-Forwarded-For") ? lines
                : lines.replaceFirst("\r\n", "\r\nX-Forwarded-For: 198.51.100.7\r\n");
    }

    private static String head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // the other side has answered
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
