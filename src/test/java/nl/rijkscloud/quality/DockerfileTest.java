package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the image that need no engine to build it. */
final class DockerfileTest {
    @TempDir
    private Path folder;

    private final String dockerfile = read("Dockerfile");
    private final String defaults = read("conf/rijkscloud.yaml");

    @Test
    void buildContextHasEverythingTheBuildNeeds() {
        var sent = read(".dockerignore").lines().filter(line -> line.startsWith("!")).map(line -> line.substring(1))
                .toList();
        var needed = Stream.concat(
                        find("<directory>([a-z][^$<]*)</directory>",
                                read("pom.xml")).filter(folder -> !folder.startsWith("src/demo")),
                        Stream.of("pom.xml", "src/main/java", "src/launcher/java", "webroot/package-lock.json"))
                .toList();

        assertThat(needed).contains("conf", "conf/mail", "docs/api", "src/main/resources");
        assertThat(needed).allSatisfy(path -> {
            assertThat(Path.of(path)).exists();
            assertThat(sent).anyMatch(Path.of(path)::startsWith);
        });
    }

    @Test
    void entryPointStartsTheBuiltJar() {
        // one file: the unshaded jar begins with original-
        assertThat(one("mv (target/\\S+) ")).isEqualTo("target/rijkscloud-*.jar");
        assertThat(one("mv target/\\S+ (\\S+)")).isEqualTo(one("COPY --from=build (\\S+)"));
        var app = one("COPY conf/start conf/health conf/jvm.options conf/jvm-roomy.options (\\S+)");
        assertThat(one("ENTRYPOINT \\[\"(\\S+)\"]")).isEqualTo(app + "start");
        assertThat(one("COPY --from=build \\S+ (\\S+)")).isEqualTo(app + "rijkscloud.jar"); // where start looks
        assertThat(one("CMD \\[\"(serve)\", \"--config\", ")).isEqualTo("serve");
    }

    @Test
    void runsAsAnUnprivilegedUserWhoOwnsTheVolume() {
        var user = one("USER (\\d+):\\d+");

        assertThat(Integer.parseInt(user)).isPositive();
        assertThat(one("install -d -o (\\d+) -g \\d+ -m 0700 /data")).isEqualTo(user);
        assertThat(one("VOLUME (\\S+)")).isEqualTo("/data");
        assertThat(dockerfile.indexOf("USER ")).isLessThan(dockerfile.indexOf("ENTRYPOINT"));
    }

    @Test
    void portsAndMemoryAreThoseOfTheDefaults() {
        assertThat(one("EXPOSE (\\d+)")).isEqualTo(setting("server", "port"));
        assertThat(read("conf/health")).contains("${port:-" + setting("management", "port") + "}");
        var budget = Integer.parseInt(setting("storage", "memoryBudget").replace("MiB", ""));
        for (var options : List.of("conf/jvm.options", "conf/jvm-roomy.options")) {
            assertThat(find("(?m)^-XX:MaxDirectMemorySize=(\\d+)m$", read(options))).singleElement().satisfies(
                    size -> assertThat(Integer.parseInt(size)).isGreaterThanOrEqualTo(budget + 64));
        }
    }

    /** Each FROM names an argument, so that a build can name digests. */
    @Test
    void imagesThatItIsMadeFromCanBeNamedByDigest() {
        assertThat(find("(?m)^FROM (\\S+)", dockerfile))
                .containsExactly("${JAVA_IMAGE}", "${BUILD_IMAGE}", "${BASE_IMAGE}");
        assertThat(find("--from=(\\S+)", dockerfile)).containsExactly("java", "build");
        assertThat(read("renovate.json")).contains("docker:pinDigests");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "management:\n  # port: 1\n  host: 0.0.0.0\n  port: PORT # here\nsms:\n  port: 1\n",
        "server:\n  port: 1\nmanagement: {host: 127.0.0.1, port: \"PORT\"}\n",
        "management: {\"port\": PORT}\n"
    })
    void healthCheckFollowsTheManagementPort(String settings) throws Exception {
        var portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        portal.start();
        var port = portal.getAddress().getPort();
        var file = Files.writeString(folder.resolve("rijkscloud.yaml"),
                settings.replace("PORT", Integer.toString(port)));

        assertThat(one("HEALTHCHECK .* CMD \\[\"/app/(\\S+)\"]")).isEqualTo("health");
        assertThat(health(file)).isZero();
        portal.stop(0);
        assertThat(health(file)).isNotZero();
    }

    private static int health(Path file) throws IOException, InterruptedException {
        return new ProcessBuilder("conf/health", file.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private String one(String pattern) {
        var found = find(pattern, dockerfile.replaceAll("(?m)^#.*$", "")).toList();
        assertThat(found).as(pattern).hasSize(1);
        return found.getFirst();
    }

    private String setting(String section, String key) {
        return find("(?ms)^" + section + ":$.*?^  " + key + ": (\\S+)$", defaults).findFirst().orElseThrow();
    }

    private static Stream<String> find(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
