package nl.rijkscloud.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mail server (RFC 5321, as little of it as a client needs) that puts every mail in the inbox and sends none. It
 * listens on the loopback interface and has a virtual thread for each connection. An address that begins with {@value
 * #NOBODY} is refused as one that nobody has, so that a report can be seen that says so.
 */
final class MailCatcher implements AutoCloseable {
    private static final String NOBODY = "niemand";
    private static final int MOST_CHARACTERS = 1 << 20;

    private final ServerSocket server;
    private final Inbox inbox;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private MailCatcher(ServerSocket server, Inbox inbox) {
        this.server = server;
        this.inbox = inbox;
    }

    /** @param port 0 for a free one */
    static MailCatcher start(Inbox inbox, int port) {
        try {
            var catcher = new MailCatcher(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), inbox);
            Thread.ofVirtual().name("mail-catcher").start(catcher::accept);
            return catcher;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Also hangs up on who is connected, as a server that goes down does. */
    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("mail-catcher").start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        // One character for each byte: the mail's own headers say what its bytes mean.
        try (socket;
                var in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(socket, "220 demo");
            var to = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                    case "RCPT" -> {
                        to = line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
                        say(socket, to.startsWith(NOBODY) ? "550 5.1.1 no such mailbox" : "250 ok");
                    }
                    case "DATA" -> {
                        say(socket, "354 go on");
                        inbox.add(MailParser.parse(to, data(in)));
                        say(socket, "250 caught");
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 ok");
                }
            }
        } catch (IOException gone) {
            // The portal was stopped in the middle of a mail: it will come again.
        } finally {
            open.remove(socket);
        }
    }

    private static byte[] data(BufferedReader in) throws IOException {
        var data = new StringBuilder();
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null || data.length() > MOST_CHARACTERS) {
                throw new IOException("cut off, or too long");
            }
            data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return data.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
