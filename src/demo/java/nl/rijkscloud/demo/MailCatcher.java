package nl.rijkscloud.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A mail server (the subset of RFC 5321 that a client needs) that puts every mail in the inbox and sends none, and
 * refuses malformed mails like strict servers. It listens on the loopback interface and has a virtual thread for each
 * connection. It refuses an address that begins with {@value #NOBODY} as unknown, so that the report of a refusal can
 * be seen.
 */
final class MailCatcher implements AutoCloseable {
    private static final String NOBODY = "niemand";
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Pattern SENDER = Pattern.compile("MAIL FROM:<(?:[!-~&&[^<>]]+@[!-~&&[^<>]]+)?>");
    private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:<([!-~&&[^<>]]+@[!-~&&[^<>]]+)>");

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

    /** Also disconnects its clients, like a server that goes down. */
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
        try (socket) {
            say(socket, "220 demo");
            try {
                answer(socket, new StrictLines(socket.getInputStream()));
            } catch (StrictLines.Fault fault) {
                say(socket, fault.getMessage());
            }
        } catch (IOException gone) {
            // The portal was stopped in the middle of a mail: it will send it again.
        } finally {
            open.remove(socket);
        }
    }

    private void answer(Socket socket, StrictLines in) throws IOException {
        var from = false;
        var to = "";
        for (var line = in.command(); line != null; line = in.command()) {
            var recipient = RECIPIENT.matcher(line);
            if (line.equals("QUIT")) {
                say(socket, "221 bye");
                return;
            } else if (line.startsWith("EHLO ")) {
                say(socket, "250 demo");
            } else if (SENDER.matcher(line).matches()) {
                from = true;
                say(socket, "250 ok");
            } else if (from && recipient.matches()) {
                to = recipient.group(1);
                say(socket, to.startsWith(NOBODY) ? "550 5.1.1 no such mailbox" : "250 ok");
            } else if (from && !to.isEmpty() && line.equals("DATA")) {
                say(socket, "354 go on");
                inbox.add(MailParser.parse(to, message(in)));
                say(socket, "250 caught");
            } else {
                say(socket, "503 5.5.1 not now, or not like this");
            }
        }
    }

    private static byte[] message(StrictLines in) throws IOException {
        var lines = new ArrayList<String>();
        var characters = 0;
        for (var line = in.next(); !".".equals(line); line = in.next()) {
            if (line == null || characters > MOST_CHARACTERS) {
                throw new IOException("cut off, or too long");
            }
            lines.add(line);
            characters += line.length();
        }
        return (String.join("\r\n", StrictMessage.read(lines)) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
