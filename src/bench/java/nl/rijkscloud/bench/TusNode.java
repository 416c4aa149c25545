package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.Folders;
import org.awaitility.Awaitility;

/** The reference tus server for Node, with its file store. One process, with default settings. */
record TusNode(Path folder, InetSocketAddress address, Process process) implements Server, Intake, AutoCloseable {
    /** The address that creates a document. */
    static final String CREATION = "/files";

    /** @param program a folder with {@code server.js} and its npm packages */
    static TusNode start(Path folder, Path program) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next());
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile());
        var process = new ProcessBuilder(
                "node", program.resolve("server.js").toString(), folder.resolve("files").toString(),
                Integer.toString(address.getPort()))
                .redirectOutput(log).redirectError(log).start();
        var node = new TusNode(folder, address, process);
        Awaitility.await("tus server").atMost(Duration.ofSeconds(30)).until(node::listens);
        return node;
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("node ended: " + Files.readString(folder.resolve("out.log")));
        }
        try {
            connect().close();
            return true;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return "@tus/server";
    }

    @Override
    public long[] pids() {
        return new long[] {process.pid()};
    }

    @Override
    public Dial dial() {
        return PlainWire::to;
    }

    @Override
    public Server server() {
        return this;
    }

    @Override
    public Slot slot(long length) throws IOException {
        var path = create(length);
        var head = String.join("\r\n", "PATCH " + path + " HTTP/1.1", "Host: " + host(), "Tus-Resumable: 1.0.0",
                "Upload-Offset: 0",
                "Content-Type: application/offset+octet-stream", "Content-Length: " + length, "", "");
        var file = files().resolve(path.substring(path.lastIndexOf('/') + 1));
        return new Slot() {
            @Override
            public String head() {
                return head;
            }

            @Override
            public void close() throws IOException {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".json"));
            }
        };
    }

    /** Takes all documents away, behind the server's back. */
    void deleteAll() throws IOException {
        Folders.delete(files());
        Files.createDirectories(files());
    }

    private Path files() {
        return folder.resolve("files");
    }

    private String create(long length) throws IOException {
        try (var exchange = new Exchange(this)) {
            var answer = TusRequests.create(exchange, this, CREATION, "document.txt", length);
            return TusRequests.location(answer);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
