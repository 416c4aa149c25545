package nl.rijkscloud.doctor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A name server that knows a few TXT records (RFC 1035), and of no other name. */
public final class NameServer implements AutoCloseable {
    private static final int NO_SUCH_NAME = 0x8183;
    private static final int ANSWER = 0x8180;

    private final DatagramSocket socket;
    private final Map<String, List<String>> records;

    /** @param records the strings of one record at each name; null for a server that never answers */
    public NameServer(Map<String, List<String>> records) throws IOException {
        this.records = records;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        if (records != null) {
            Thread.ofVirtual().start(this::serve);
        }
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[2048], 2048);
                socket.receive(packet);
                var answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        var id = query.getShort();
        query.position(12);
        var name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            var label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        var question = new byte[query.position() + 4 - 12];
        query.get(12, question);
        var strings = records.get(name.toString());
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(strings == null ? NO_SUCH_NAME : ANSWER);
        out.writeShort(1);
        out.writeShort(strings == null ? 0 : 1);
        out.writeInt(0);
        out.write(question);
        if (strings != null) {
            out.writeShort(0xc00c); // the name of the question
            out.writeShort(16);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(strings.stream().mapToInt(text -> text.length() + 1).sum());
            for (var text : strings) {
                out.writeByte(text.length());
                out.write(text.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
