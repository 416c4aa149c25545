package nl.rijkscloud.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that answers what the test wants: real ones cannot be made to refuse on command. A thread per
 * connection; keeps every line that it was sent.
 */
public final class ScriptedSmtp implements AutoCloseable {
    private static final Map<String, String> POLITE = Map.of(
            "GREETING", "220 test", "EHLO", "250 test", "DATA", "354 go on", ".", "250 accepted", "QUIT", "221 bye");

    private final ServerSocket server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

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

    /** @param verb of SMTP; or GREETING, or a full stop for the end of the data; @param answer with its code */
    public ScriptedSmtp answering(String verb, String answer) {
        answers.put(verb, answer);
        return this;
    }

    public List<String> lines() {
        return List.copyOf(lines);
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
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            answer(socket, "GREETING");
            var inData = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (!inData || line.equals(".")) {
                    var verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
                    inData = answer(socket, verb).startsWith("354");
                }
            }
        } catch (IOException cut) {
            // the client has gone
        }
    }

    private String answer(Socket socket, String verb) throws IOException {
        var answer = answers.getOrDefault(verb, POLITE.getOrDefault(verb, "250 ok"));
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        return answer;
    }
}
