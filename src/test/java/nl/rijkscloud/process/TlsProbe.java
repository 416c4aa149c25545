package nl.rijkscloud.process;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds out a server's TLS settings as scanners do: it offers any values in a ClientHello, including ones that no
 * library supports any more, and looks for a ServerHello (RFC 5246, RFC 8446). It never finishes a handshake.
 *
 * @param port on this machine
 */
record TlsProbe(int port) {
    static final int SSL_3 = 0x0300;
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;
    static final int TLS_1_3 = 0x0304;

    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int SERVER_HELLO = 2;
    private static final int PATIENCE_MS = 30_000;
    /** From ECDSA with SHA-256 and P-256 to RSA with SHA-1: for every kind of server key. */
    private static final int[] SIGNATURES =
            {0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0807, 0x0401, 0x0501, 0x0601, 0x0201, 0x0203};
    /** secp256r1, secp384r1, secp521r1, x25519, x448, and the finite fields of RFC 7919. */
    private static final List<Integer> ALL_GROUPS = List.of(0x17, 0x18, 0x19, 0x1d, 0x1e, 0x100, 0x101, 0x102);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** The parts of a ServerHello that matter here. */
    private record ServerHello(int version, int suite) {}

    /** True when the server sends a ServerHello in this version, with any of {@code suites}. */
    boolean speaks(int version, List<Integer> suites) throws IOException {
        return ask(version, suites, ALL_GROUPS).filter(hello -> hello.version() == version).isPresent();
    }

    /** Every suite that the server accepts in this version, out of all that exist. */
    List<String> accepted(int version) throws IOException {
        return accepted(allSuites(), left -> ask(version, left, ALL_GROUPS).map(ServerHello::suite));
    }

    /**
     * True when the server accepts this group (RFC 8446, section 4.2.7): without a key share it asks for one of a group
     * that it supports.
     */
    boolean agreesOn(int group) throws IOException {
        return ask(TLS_1_3, List.of(0x1301, 0x1302, 0x1303), List.of(group)).isPresent();
    }

    static String name(int suite) {
        return "0x" + HEX.toHexDigits((short) suite);
    }

    private interface Asking {
        Optional<Integer> suite(List<Integer> offered) throws IOException;
    }

    private static List<String> accepted(List<Integer> suites, Asking asking) throws IOException {
        var left = new ArrayList<>(suites);
        var taken = new ArrayList<String>();
        for (var chosen = asking.suite(left); chosen.isPresent(); chosen = asking.suite(left)) {
            if (!left.remove(chosen.get())) {
                throw new IOException("the server chose " + name(chosen.get()) + ", which was not offered");
            }
            taken.add(name(chosen.get()));
        }
        return taken.stream().sorted().toList();
    }

    /** All values of the ranges that IANA has assigned, without the two signalling values. */
    private static List<Integer> allSuites() {
        var all = new ArrayList<Integer>();
        for (var range : new int[][] {{0x0000, 0x00c7}, {0x1301, 0x1307}, {0xc001, 0xc0b7}, {0xcc13, 0xcc15},
                {0xcca8, 0xccae}, {0xd001, 0xd005}}) {
            for (var suite = range[0]; suite <= range[1]; suite++) {
                all.add(suite);
            }
        }
        return all;
    }

    private Optional<ServerHello> ask(int version, List<Integer> suites, List<Integer> groups) throws IOException {
        if (suites.isEmpty()) {
            return Optional.empty();
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(record(version, hello(version, suites, groups)));
            return answer(new DataInputStream(socket.getInputStream()));
        } catch (EOFException | SocketException hungUp) {
            return Optional.empty();
        }
    }

    private static Optional<ServerHello> answer(DataInputStream in) throws IOException {
        var type = in.readUnsignedByte();
        in.readUnsignedShort();
        var body = in.readNBytes(in.readUnsignedShort());
        if (type == ALERT) {
            return Optional.empty();
        }
        if (type != HANDSHAKE || body[0] != SERVER_HELLO) {
            throw new IOException("no ServerHello but a record of type " + type);
        }
        var session = 4 + 2 + 32;
        var suite = session + 1 + body[session];
        var version = u16(body, 4);
        // TLS 1.3 says in an extension that it is not TLS 1.2.
        for (var at = suite + 5; at + 4 <= 4 + u16(body, 2); at += 4 + u16(body, at + 2)) {
            version = u16(body, at) == 43 ? u16(body, at + 4) : version;
        }
        return Optional.of(new ServerHello(version, u16(body, suite)));
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static byte[] record(int version, byte[] handshake) throws IOException {
        return bytes(out -> {
            out.writeByte(HANDSHAKE);
            out.writeShort(version == SSL_3 ? SSL_3 : TLS_1_0);
            out.writeShort(handshake.length);
            out.write(handshake);
        });
    }

    private static byte[] hello(int version, List<Integer> suites, List<Integer> groups) throws IOException {
        var extensions = version == SSL_3 ? new byte[0] : sized(extensions(version, groups));
        var body = bytes(out -> {
            out.writeShort(Math.min(version, TLS_1_2));
            out.write(new byte[32]);
            out.writeByte(0);
            out.write(sized(shorts(suites.stream().mapToInt(suite -> suite).toArray())));
            out.write(new byte[] {1, 0});
            out.write(extensions);
        });
        return bytes(out -> {
            out.writeInt(1 << 24 | body.length);
            out.write(body);
        });
    }

    private static byte[] extensions(int version, List<Integer> groups) throws IOException {
        return bytes(out -> {
            extension(out, 10, sized(shorts(groups.stream().mapToInt(group -> group).toArray())));
            extension(out, 11, new byte[] {1, 0});
            extension(out, 13, sized(shorts(SIGNATURES)));
            if (version == TLS_1_3) {
                extension(out, 43, new byte[] {2, 3, 4});
                extension(out, 51, new byte[2]);
            }
        });
    }

    private static void extension(DataOutputStream out, int type, byte[] content) throws IOException {
        out.writeShort(type);
        out.write(sized(content));
    }

    private static byte[] sized(byte[] content) throws IOException {
        return bytes(out -> {
            out.writeShort(content.length);
            out.write(content);
        });
    }

    private static byte[] shorts(int... values) throws IOException {
        return bytes(out -> {
            for (var value : values) {
                out.writeShort(value);
            }
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
