package nl.rijkscloud.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * TLS over TCP, with direct buffers throughout; one system call sends many records. The handshake ends in the
 * constructor.
 */
final class TlsWire implements Wire {
    private static final int RECORD = 17 << 10;

    private final PlainWire line;
    private final SSLEngine engine;
    private final ByteBuffer out = ByteBuffer.allocateDirect(Payload.BLOCK + 16 * RECORD);
    private final ByteBuffer in = ByteBuffer.allocateDirect(Payload.BLOCK).limit(0);

    private TlsWire(PlainWire line, SSLEngine engine) {
        this.line = line;
        this.engine = engine;
    }

    static TlsWire to(InetSocketAddress address, SSLContext context) throws IOException {
        var engine = context.createSSLEngine("localhost", address.getPort());
        engine.setUseClientMode(true);
        var wire = new TlsWire(PlainWire.to(address), engine);
        wire.shakeHands();
        return wire;
    }

    /** The negotiated parameters. */
    String cipherSuite() {
        return engine.getSession().getCipherSuite();
    }

    private void shakeHands() throws IOException {
        engine.beginHandshake();
        var nothing = ByteBuffer.allocateDirect(RECORD);
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> {
                    out.clear();
                    engine.wrap(ByteBuffer.allocate(0), out);
                    line.send(out.flip());
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap(nothing);
                case NEED_TASK -> engine.getDelegatedTask().run();
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.clear();
            while (bytes.hasRemaining() && out.remaining() > RECORD) {
                engine.wrap(bytes, out);
            }
            line.send(out.flip());
        }
    }

    @Override
    public int receive(ByteBuffer into) throws IOException {
        var before = into.position();
        while (into.position() == before) {
            if (unwrap(into) == Status.CLOSED) {
                return -1;
            }
        }
        while (in.hasRemaining() && into.remaining() > RECORD && isWhole()) {
            unwrap(into);
        }
        return into.position() - before;
    }

    /** True when another complete record was received (RFC 8446, section 5.1), so that unwrapping it does not block. */
    private boolean isWhole() {
        return in.remaining() > 5 && in.remaining() >= 5 + Short.toUnsignedInt(in.getShort(in.position() + 3));
    }

    private Status unwrap(ByteBuffer into) throws IOException {
        var result = engine.unwrap(in, into);
        if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
            in.compact();
            var count = line.receive(in);
            in.flip();
            if (count < 0 && engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                throw new EOFException("closed during the handshake");
            }
            return count < 0 ? Status.CLOSED : result.getStatus();
        }
        return result.getStatus();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
