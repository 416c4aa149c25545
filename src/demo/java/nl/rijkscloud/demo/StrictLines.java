package nl.rijkscloud.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a mail client's lines as strictly as the strictest servers: ASCII, each line ended by CRLF and at most 1000
 * bytes long including it (RFC 5321 sections 2.3.8 and 4.5.3.1.6), and no command before the last one was answered. A
 * lenient test server hides mails that real ones refuse.
 */
public final class StrictLines {
    private static final int MOST = 998;

    /** The sender broke a rule; the message is the reply, with its code. */
    public static final class Fault extends IOException {
        private static final long serialVersionUID = 1;

        public Fault(String answer) {
            super(answer);
        }
    }

    private final InputStream in;

    public StrictLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its end; null when the client has disconnected. */
    public String next() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var one = in.read(); one >= 0; one = in.read()) {
            if (one == '\r') {
                if (in.read() != '\n') {
                    throw new Fault("521 5.5.2 bare <CR> received");
                }
                return line.toString(StandardCharsets.US_ASCII);
            }
            if (one == '\n') {
                throw new Fault("521 5.5.2 bare <LF> received");
            }
            if (one == 0 || one > 127) {
                throw new Fault("554 5.6.1 8 bits, and neither 8BITMIME nor SMTPUTF8 was offered");
            }
            line.write(one);
            if (line.size() > MOST) {
                throw new Fault("500 5.5.2 line too long");
            }
        }
        return null;
    }

    /** A command after which the client must wait. */
    public String command() throws IOException {
        var line = next();
        if (in.available() > 0) {
            throw new Fault("554 5.5.0 PIPELINING was not offered");
        }
        return line;
    }
}
