package nl.rijkscloud.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP connection on which a test writes HTTP by hand: requests that no client library would send, and cuts at any
 * byte.
 */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;
    private final String host;

    public RawConnection(URI base) throws IOException {
        socket = new Socket(base.getHost(), base.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        host = base.getAuthority();
    }

    /** Adds CRLF to each line; the caller ends the head with an empty line. */
    public RawConnection lines(String... lines) throws IOException {
        return bytes((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Ends the output; the server's output can still be read. */
    public RawConnection finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The head of a PATCH that announces {@code length} bytes; none of them follow yet. @param more header lines */
    public RawConnection patch(TusUpload upload, long offset, long length, String... more) throws IOException {
        var head = new ArrayList<>(List.of(
                "PATCH " + upload.path() + " HTTP/1.1",
                "Host: " + host,
                "Cookie: " + upload.client().cookie(),
                "Tus-Resumable: 1.0.0",
                "Upload-Offset: " + offset,
                "Content-Type: " + TusUpload.BODY,
                "Content-Length: " + length));
        head.addAll(List.of(more));
        head.add("");
        return lines(head.toArray(String[]::new));
    }

    /** True once the server has begun to answer. */
    public boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Everything that the server sends until it closes. */
    public String readToEnd() throws IOException {
        var all = new ByteArrayOutputStream();
        var block = new byte[8192];
        try {
            for (int count; (count = socket.getInputStream().read(block)) >= 0; ) {
                all.write(block, 0, count);
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new IOException("the server did not close after: " + all, stillOpen);
        } catch (IOException reset) {
            all.writeBytes("[reset]".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The status line and header lines of the next response; its body stays unread. */
    public String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var one = socket.getInputStream().read();
            if (one < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) one);
        }
        return head.toString();
    }

    /** Disconnects like a crashed client: with a reset, at once. */
    public void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
