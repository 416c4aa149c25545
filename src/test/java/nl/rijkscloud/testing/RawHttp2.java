package nl.rijkscloud.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 connection over TLS on which a test writes frames by hand, and may break every rule of RFC 9113. */
public final class RawHttp2 implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int GOAWAY = 7;
    public static final int CONTINUATION = 9;
    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    private static final int PATIENCE_MS = 30_000;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SSLSocket socket;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final DataInputStream in;

    /** A frame from the server. */
    public record Frame(int type, int flags, int stream, byte[] payload) {}

    public RawHttp2(SSLContext trusted, int port) throws IOException {
        socket = (SSLSocket) trusted.getSocketFactory().createSocket("localhost", port);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(PATIENCE_MS);
        socket.startHandshake();
        in = new DataInputStream(socket.getInputStream());
        written.writeBytes(PREFACE);
        frame(SETTINGS, 0, 0, new byte[0]);
        flush();
    }

    /** Queues it for the next {@link #flush()}. */
    public RawHttp2 frame(int type, int flags, int stream, byte[] payload) {
        written.writeBytes(ByteBuffer.allocate(9)
                .put((byte) (payload.length >> 16)).putShort((short) payload.length).put((byte) type).put((byte) flags)
                .putInt(stream).array());
        written.writeBytes(payload);
        return this;
    }

    public void flush() throws IOException {
        socket.getOutputStream().write(written.toByteArray());
        socket.getOutputStream().flush();
        written.reset();
    }

    public Frame read() throws IOException {
        var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        var type = in.readUnsignedByte();
        var flags = in.readUnsignedByte();
        var stream = in.readInt() & Integer.MAX_VALUE;
        var payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, payload);
    }

    /** Header fields as literals without indexing (RFC 7541 section 6.2.2), each shorter than 127 bytes. */
    public static byte[] fields(Map<String, String> fields) {
        var block = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            block.write(0);
            block.write(name.length());
            block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            block.write(value.length());
            block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        });
        return block.toByteArray();
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
