package nl.rijkscloud.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Requests and their responses, in sequence, in HTTP/1.1 by hand. Bodies have a length, and their content is ignored.
 * The connection stays open; when the server announces its end, the next request gets another one.
 */
final class Exchange implements Closeable {
    private static final String END = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";

    private static final String CLOSE = "\r\nconnection: close\r\n";

    private final Server server;
    private final ByteBuffer in = ByteBuffer.allocateDirect(Payload.BLOCK);
    private Wire wire;
    private boolean ended;

    /** Connects at once. */
    Exchange(Server server) throws IOException {
        this.server = server;
        wire = server.connect();
    }

    /**
     * @param bytes of the body that was read
     * @param waited seconds from the last sent byte to the end of the response
     */
    record Answer(int status, long bytes, double waited, String head) {
        boolean succeeded() {
            return status / 100 == 2;
        }
    }

    /** Sends a head that announces {@code length} bytes, and then those bytes. */
    Answer upload(String head, long length) throws IOException {
        try {
            send(head);
            for (var left = length; left > 0; ) {
                var block = Payload.block(left);
                left -= block.remaining();
                wire.send(block);
            }
        } catch (IOException cut) {
            return said(cut);
        }
        return answer();
    }

    Answer get(String head) throws IOException {
        send(head);
        return answer();
    }

    private void send(String head) throws IOException {
        if (ended) {
            wire.close();
            wire = server.connect();
            ended = false;
        }
        var bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        wire.send(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    /** A server that refuses a request responds before it closes. */
    private Answer said(IOException cut) throws IOException {
        try {
            return answer();
        } catch (IOException nothing) {
            throw cut;
        }
    }

    private Answer answer() throws IOException {
        var asked = System.nanoTime();
        in.clear();
        var end = -1;
        while (end < 0) {
            more();
            end = text().indexOf(END);
        }
        var head = text().substring(0, end + 2);
        var status = Integer.parseInt(head.substring(9, 12));
        var left = length(head) - (in.position() - end - END.length());
        while (left > 0) {
            in.clear();
            left -= more();
        }
        ended = head.toLowerCase(Locale.ROOT).contains(CLOSE);
        return new Answer(status, length(head), (System.nanoTime() - asked) / 1e9, head);
    }

    private int more() throws IOException {
        var count = wire.receive(in);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        return count;
    }

    private String text() {
        return StandardCharsets.ISO_8859_1.decode(in.duplicate().flip().limit(Math.min(in.position(), 16 << 10)))
                .toString();
    }

    private static long length(String head) {
        var lower = head.toLowerCase(Locale.ROOT);
        var at = lower.indexOf(LENGTH);
        return at < 0 ? 0 : Long.parseLong(lower.substring(at + LENGTH.length(), lower.indexOf('\r', at + 2)).strip());
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
