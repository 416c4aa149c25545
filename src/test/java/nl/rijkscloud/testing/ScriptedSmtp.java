package nl.rijkscloud.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.rijkscloud.demo.StrictLines;
import nl.rijkscloud.demo.StrictMessage;

/**
 * A mail server with scripted replies: real ones cannot be made to refuse on command. A thread per connection; records
 * every received line, and refuses malformed mails as strict servers do.
 */
public final class ScriptedSmtp implements AutoCloseable {
    /** Special replies: silence on an open connection, or a closed connection. */
    public static final String SILENCE = "";
    public static final String HANG_UP = "hang up";

    private static final Map<String, String> POLITE = Map.of(
            "GREETING", "220 test", "EHLO", "250 test", "DATA", "354 go on", ".", "250 accepted", "QUIT", "221 bye");

    private final ServerSocket server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    public ScriptedSmtp() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /**
     * @param verb of SMTP; or GREETING, or a full stop for the end of the data
     * @param answer with its code
     */
    public ScriptedSmtp answering(String verb, String answer) {
        answers.put(verb, answer);
        return this;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The reply to a line that strict servers refuse. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            var in = new StrictLines(socket.getInputStream());
            try {
                converse(socket, in);
            } catch (StrictLines.Fault fault) {
                faults.add(fault.getMessage());
                say(socket, fault.getMessage());
            }
        } catch (IOException cut) {
            // the client has disconnected
        }
    }

    private void converse(Socket socket, StrictLines in) throws IOException {
        if (answer(socket, "GREETING").equals(HANG_UP)) {
            return;
        }
        var message = new ArrayList<String>();
        var inData = false;
        for (var line = in.next(); line != null; line = in.next()) {
            lines.add(line);
            if (inData && !line.equals(".")) {
                message.add(line);
                continue;
            }
            if (inData) {
                StrictMessage.read(message);
                message.clear();
            }
            var verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
            var answer = answer(socket, verb);
            inData = answer.startsWith("354");
            if (answer.equals(HANG_UP)) {
                return;
            }
        }
    }

    private String answer(Socket socket, String verb) throws IOException {
        var answer = answers.getOrDefault(verb, POLITE.getOrDefault(verb, "250 ok"));
        if (!answer.equals(SILENCE) && !answer.equals(HANG_UP)) {
            say(socket, answer);
        }
        return answer;
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
