package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.FreePort;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * A server of objects for tests: one process of s3proxy per JVM, with a folder that goes at the end. Each caller gets a
 * prefix of its own. Safe for use from any thread.
 */
public final class ObjectServer {
    public static final String BUCKET = "rijkscloud";

    private static final String IDENTITY = "tester";
    private static final String SECRET = "no-secret-at-all";
    private static final Duration START = Duration.ofSeconds(60);

    private ObjectServer() {}

    /** An empty place in the bucket. */
    public static Config.S3 fresh() {
        return at(Running.ADDRESS, UUID.randomUUID() + "/");
    }

    /** The same place through another address, such as a proxy's. */
    public static Config.S3 through(int port, Config.S3 place) {
        return at(URI.create("http://localhost:" + port), place.prefix());
    }

    /** The port of the server itself. */
    public static int port() {
        return Running.ADDRESS.getPort();
    }

    private static Config.S3 at(URI address, String prefix) {
        return new Config.S3(Optional.of(address), "us-east-1", BUCKET, prefix, true,
                Optional.of(Running.IDENTITY_FILE), Optional.of(Running.SECRET_FILE), Optional.empty());
    }

    /**
     * The configuration for all portals of tests that name no store themselves: nothing, or a bucket of their own when
     * the tests run with {@code -Dstore=s3}.
     */
    public static JsonObject chosen(Path folder) {
        return "s3".equals(System.getProperty("store")) ? settings(fresh(), folder.resolve("keys")) : new JsonObject();
    }

    /** The configuration of a portal that keeps its documents in this place. */
    public static JsonObject settings(Config.S3 place, Path keys) {
        return new JsonObject().put("storage", new JsonObject().put("kind", "s3").put("keys", keys.toString())
                .put("s3", new JsonObject().put("endpoint", place.endpoint().orElseThrow().toString())
                        .put("bucket", place.bucket()).put("prefix", place.prefix())
                        .put("accessKeyFile", place.accessKeyFile().orElseThrow().toString())
                        .put("secretKeyFile", place.secretKeyFile().orElseThrow().toString())));
    }

    /** The client of all tests, for looking into the bucket. It is never closed. */
    public static S3AsyncClient client() {
        return Running.CLIENT;
    }

    /** The keys of all objects in the place, without its prefix. */
    public static List<String> keys(Config.S3 place) {
        return Running.CLIENT.listObjectsV2(request -> request.bucket(BUCKET).prefix(place.prefix())).join()
                .contents().stream().map(object -> object.key().substring(place.prefix().length())).toList();
    }

    /** Started at the first use. */
    private static final class Running {
        static final Path FOLDER = folder();
        static final Path IDENTITY_FILE = file("identity", IDENTITY);
        static final Path SECRET_FILE = file("secret", SECRET);
        static final URI ADDRESS = start();
        /** For looking into the bucket. It stays open: to close one takes two seconds. */
        static final S3AsyncClient CLIENT = S3AsyncClient.builder().endpointOverride(ADDRESS).region(Region.US_EAST_1)
                .forcePathStyle(true).credentialsProvider(() -> AwsBasicCredentials.create(IDENTITY, SECRET)).build();

        static {
            CLIENT.createBucket(request -> request.bucket(BUCKET)).join();
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("s3proxy");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static Path file(String name, String text) {
            try {
                return Files.writeString(FOLDER.resolve(name), text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static URI start() {
            try {
                var port = FreePort.next();
                var settings = file("s3proxy.conf", """
                        s3proxy.endpoint=http://127.0.0.1:%d
                        s3proxy.authorization=aws-v2-or-v4
                        s3proxy.identity=%s
                        s3proxy.credential=%s
                        jclouds.provider=filesystem-nio2
                        jclouds.filesystem.basedir=%s
                        """.formatted(port, IDENTITY, SECRET, Files.createDirectory(FOLDER.resolve("objects"))));
                var log = FOLDER.resolve("log");
                var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-Xmx256m", "-jar", jar().toString(), "--properties", settings.toString())
                        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
                AtExit.run(() -> {
                    process.destroyForcibly().onExit().join();
                    Folders.delete(FOLDER);
                });
                for (var until = System.nanoTime() + START.toNanos(); !isOpen(port); ) {
                    if (!process.isAlive() || System.nanoTime() > until) {
                        throw new IllegalStateException("s3proxy did not start: " + Files.readString(log));
                    }
                    Thread.sleep(50);
                }
                return URI.create("http://localhost:" + port);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        /** Maven copies it; a run without Maven takes it from Maven's own folder. */
        private static Path jar() {
            return Stream.of(Path.of("target/s3proxy/s3proxy.jar"),
                            Path.of(System.getProperty("user.home"), ".m2/repository/org/gaul/s3proxy/4.1.0",
                                    "s3proxy-4.1.0-jar-with-dependencies.jar"))
                    .filter(Files::exists).findFirst()
                    .orElseThrow(() -> new IllegalStateException("s3proxy is missing: mvn process-test-resources"));
        }

        private static boolean isOpen(int port) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }
    }
}
