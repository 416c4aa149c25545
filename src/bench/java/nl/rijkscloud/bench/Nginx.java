package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import nl.rijkscloud.demo.FreePort;
import org.awaitility.Awaitility;

/**
 * Debian's nginx, with a configuration and a folder of its own: its settings for uploads, downloads and files are the
 * defaults, except those written here.
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
              keepalive_requests 1000000;
              client_max_body_size 0;
              client_body_temp_path %2$s/body;
              proxy_temp_path %2$s/unused1; fastcgi_temp_path %2$s/unused2; uwsgi_temp_path %2$s/unused3; \
              scgi_temp_path %2$s/unused4;
              server {
                listen 127.0.0.1:%3$d%4$s
                root %2$s/files;
                dav_methods PUT;
              }
            }
            """;

    private final AtomicInteger names = new AtomicInteger();
    private final Path folder;
    private final InetSocketAddress address;
    private final Process process;
    private final Dial dial;

    private Nginx(Path folder, InetSocketAddress address, Process process, Dial dial) {
        this.folder = folder;
        this.address = address;
        this.process = process;
        this.dial = dial;
    }

    static Nginx startPlain(Path folder) throws IOException {
        return start(folder, ";", PlainWire::to);
    }

    /** @param suite the only accepted one, by its name in TLS 1.3 */
    static Nginx startSecure(Path folder, Certificate certificate, String suite) throws IOException {
        return start(folder, """
                 ssl;
                ssl_certificate %s;
                ssl_certificate_key %s;
                ssl_protocols TLSv1.3;
                ssl_conf_command Ciphersuites %s;
                """.formatted(certificate.chain(), certificate.key(), suite), certificate);
    }

    private static Nginx start(Path folder, String listen, Dial dial) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next());
        var user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        var file = Files.writeString(folder.resolve("nginx.conf"),
                CONFIGURATION.formatted(user, folder, address.getPort(), listen));
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile());
        var process = new ProcessBuilder("nginx", "-c", file.toString(), "-p", folder.toString()).redirectOutput(log)
                .redirectError(log).start();
        var nginx = new Nginx(folder, address, process, dial);
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

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public Dial dial() {
        return dial;
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
        var head = String.join("\r\n", "PUT /" + name + " HTTP/1.1", "Host: " + host(),
                "Content-Length: " + length, "", "");
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

    /** An empty folder for files that are put there; its name is the first part of their paths. */
    Path newFolder() throws IOException {
        return Files.createDirectory(folder.resolve("files").resolve("batch-" + names.incrementAndGet()));
    }

    /** Stores a document and offers it. */
    Offer.Stored offer(long length) throws IOException {
        var file = Documents.write(folder.resolve("files").resolve("down-" + names.incrementAndGet()), length);
        return new Offer.Stored(Offer.of(this, "/" + file.getFileName()), file);
    }

    /** Stores this many bytes and offers them. */
    Offer offer(byte[] body) throws IOException {
        var file = Files.write(folder.resolve("files").resolve("small-" + names.incrementAndGet()), body);
        return Offer.of(this, "/" + file.getFileName());
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
