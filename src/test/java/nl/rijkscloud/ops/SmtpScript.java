package nl.rijkscloud.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that answers by the first word of a command, and supports STARTTLS when it has a certificate. It never
 * accepts a mail.
 */
public final class SmtpScript implements AutoCloseable {
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final SSLContext tls;

    /** @param tls null for a server without TLS */
    public SmtpScript(SSLContext tls) throws IOException {
        this.tls = tls;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        answers.put("", "220 test ESMTP");
        answers.put("EHLO", tls == null ? "250-test\r\n250 AUTH PLAIN LOGIN" : "250-test\r\n250 STARTTLS");
        answers.put("STARTTLS", "220 go on");
        answers.put("AUTH", "235 yes");
        answers.put("MAIL", "250 yes");
        answers.put("RSET", "250 yes");
        answers.put("QUIT", "221 bye");
        Thread.ofVirtual().start(this::accept);
    }

    SmtpScript answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket plain) {
        try (plain) {
            var socket = plain;
            say(socket, answers.get(""));
            var in = reader(socket);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                var command = line.split(" ")[0];
                say(socket, answers.getOrDefault(command, "502 no"));
                if (command.equals("STARTTLS") && tls != null) {
                    var secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
                    secured.setUseClientMode(false);
                    secured.startHandshake();
                    socket = secured;
                    in = reader(socket);
                }
            }
        } catch (IOException ended) {
            // the client has hung up
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
