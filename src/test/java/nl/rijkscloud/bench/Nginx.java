package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * nginx as Debian has it, with a configuration of its own in a folder of its own: what it says of uploads, downloads and files is the default unless it
 * stands here.
 */
final class Nginx implements Server, Intake, AutoCloseable {
    private static final String CONFIGURATION = """
            daemon off;
            %s
            worker_processes auto;
            pid %2$s/nginx.pid;
            error_log %2$s/error.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              sendfile on;
              client_max_body_size 0;
              client_body_temp_path %2$s/body;
              proxy_temp_path %2$s/unused1; fastcgi_temp_path %2$s/unused2; uwsgi_temp_path %2$s/unused3; scgi_temp_path %2$s/unused4;
              server {
                listen 127.0.0.1:%3$d;
                root %2$s/files;
                dav_methods PUT;
              }
            }
            """;

    private final AtomicInteger names = new AtomicInteger();
    private final Path folder;
    private final InetSocketAddress address;
    private final Process process;

    private Nginx(Path folder, InetSocketAddress address, Process process) {
        this.folder = folder;
        this.address = address;
        this.process = process;
    }

    static Nginx start(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        var user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        var file = Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(user, folder, address.getPort()));
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile());
        var process = new ProcessBuilder("nginx", "-c", file.toString(), "-p", folder.toString()).redirectOutput(log).redirectError(log).start();
        var nginx = new Nginx(folder, address, process);
        Awaitility.await("nginx").atMost(Duration.ofSeconds(20)).until(nginx::listens);
        return nginx;
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended: " + Files.readString(folder.resolve("out.log")));
        }
        try {
            connect().close();
            return true;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public long[] pids() {
        var workers = process.children().mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(process.pid()), workers).toArray();
    }

    @Override
    public Server server() {
        return this;
    }

    @Override
    public Slot slot(long length) {
        var name = "up-" + names.incrementAndGet();
        var head = String.join("\r\n", "PUT /" + name + " HTTP/1.1", "Host: " + host(), "Content-Length: " + length, "", "");
        return new Slot() {
            @Override
            public String head() {
                return head;
            }

            @Override
            public void close() throws IOException {
                Files.deleteIfExists(folder.resolve("files").resolve(name));
            }
        };
    }

    /** Puts a document there and offers it. */
    Offer offer(long length) throws IOException {
        var file = Documents.write(folder.resolve("files").resolve("down-" + names.incrementAndGet()), length);
        return new Offer(this, Stream.of("GET /" + file.getFileName() + " HTTP/1.1", "Host: " + host(), "").reduce((a, b) -> a + "\r\n" + b).orElseThrow(), file);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
