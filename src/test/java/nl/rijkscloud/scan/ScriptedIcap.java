package nl.rijkscloud.scan;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.config.ScanSettings.Kind;
import nl.rijkscloud.config.ScanSettings.Treatment;
import nl.rijkscloud.scan.Scanner.Verdict;
import nl.rijkscloud.testing.Certificate;

/** An ICAP server that does as a test says with the document that comes after the tests of the engine. */
final class ScriptedIcap implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Duration NO_PATIENCE = Duration.ofSeconds(1);
    static final int MAXIMUM = 1 << 20;
    /** More than the system takes for a server that does not read. */
    static final int LARGE = 32 << 20;
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");
    private static final Pattern PREVIEW = Pattern.compile("Preview: (\\d+)");
    static final String CLEAN = "ICAP/1.0 204 No\r\nISTag: \"t2\"\r\n\r\n";
    static final String FOUND = "ICAP/1.0 200 OK\r\nISTag: \"t2\"\r\n"
            + "X-Infection-Found: Type=0; Resolution=2; Threat=Eicar;\r\nEncapsulated: null-body=0\r\n\r\n";

    /** The beginning and the end of what one connection has received. */
    static final class Received {
        private static final String END = "\r\n0\r\n\r\n";
        private final Buffer beginning = Buffer.buffer();
        private String end = "";
        long count;
        private boolean continued;

        void add(Buffer bytes) {
            count += bytes.length();
            if (beginning.length() < 4096) {
                beginning.appendBuffer(bytes);
            }
            var all = end + bytes.getString(Math.max(0, bytes.length() - END.length()), bytes.length(), "ISO-8859-1");
            end = all.substring(Math.max(0, all.length() - END.length()));
        }

        String text() {
            return beginning.toString(StandardCharsets.ISO_8859_1);
        }

        boolean isWhole() {
            return end.equals(END) && (continued || !PREVIEW.matcher(text()).find());
        }

        /** True once, when only the preview has come. */
        boolean isPreview() {
            if (continued || !PREVIEW.matcher(text()).find() || !end.equals(END)) {
                return false;
            }
            continued = true;
            return true;
        }
    }

    final AtomicInteger documents = new AtomicInteger();
    Vertx vertx;
    NetServer server;
    String options = options("Preview: 1024\r\n");
    /** Gets the connection of the document and its bytes so far. */
    BiConsumer<NetSocket, Received> behaviour = (socket, received) -> {};
    BiConsumer<NetSocket, Received> ofProof = ScriptedIcap::find;
    IcapScanner scanner;

    private final String address;
    private final Optional<Path> trusted;

    ScriptedIcap() {
        this(new NetServerOptions(), "icap://127.0.0.1:", Optional.empty());
    }

    /** @param host under which the portal looks for the server */
    static ScriptedIcap overTls(Certificate certificate, String host, Optional<Path> trusted) {
        var options = new NetServerOptions().setSsl(true).setKeyCertOptions(new PemKeyCertOptions()
                .addCertPath(certificate.chain().toString()).addKeyPath(certificate.key().toString()));
        return new ScriptedIcap(options, "icaps://" + host + ":", trusted);
    }

    private ScriptedIcap(NetServerOptions listening, String address, Optional<Path> trusted) {
        this.address = address;
        this.trusted = trusted;
        vertx = Vertx.vertx();
        server = vertx.createNetServer(listening).connectHandler(this::connect).listen(0, "127.0.0.1").await();
        scanner = scanner(PATIENCE, MAXIMUM);
    }

    IcapScanner scanner(Duration patience, long maximum) {
        return ScanWiring.icap(vertx, new ScanSettings(
                Kind.ICAP, Optional.of(URI.create(address + server.actualPort() + "/scan")), false,
                maximum, trusted, patience, Treatment.REFUSE, Treatment.DELIVER, Duration.ZERO));
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    static String options(String more) {
        return "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nService: Test/1\r\nISTag: \"t1\"\r\nAllow: 204\r\n" + more
                + "Encapsulated: null-body=0\r\n\r\n";
    }

    private void connect(NetSocket socket) {
        var received = new Received();
        var counted = new AtomicInteger();
        socket.exceptionHandler(broken -> {});
        socket.handler(bytes -> {
            received.add(bytes);
            var text = received.text();
            var length = LENGTH.matcher(text);
            if (text.startsWith("OPTIONS")) {
                socket.write(options);
            } else if (length.find()) {
                var size = Integer.parseInt(length.group(1));
                if (size == MAXIMUM || size == LARGE) {
                    ofProof.accept(socket, received);
                } else if (size == ProbeArchives.layered().length || size == ProbeArchives.locked().length) {
                    find(socket, received);
                } else {
                    if (counted.getAndIncrement() == 0) {
                        documents.incrementAndGet();
                    }
                    behaviour.accept(socket, received);
                }
            }
        });
    }

    /** Behaves, and finds something. */
    static void find(NetSocket socket, Received received) {
        answer(socket, received, FOUND);
    }

    /** Asks for what comes after the preview, and answers at the end. */
    static void answer(NetSocket socket, Received received, String text) {
        if (received.isPreview()) {
            socket.write("ICAP/1.0 100 Continue\r\n\r\n");
        } else if (received.isWhole()) {
            socket.write(text);
        }
    }

    Verdict scan(int length) {
        try (var scan = scanner.begin(length)) {
            for (var sent = 0; sent < length; sent += 50_000) {
                var piece = new byte[Math.min(50_000, length - sent)];
                Arrays.fill(piece, (byte) 'x');
                scan.add(ByteBuffer.wrap(piece));
            }
            return scan.finish();
        }
    }
}
