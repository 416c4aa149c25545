package nl.rijkscloud.upgrade;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A process of a jar of some version, with a configuration of its own. */
final class Server {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path jar;
    private final JsonObject settings;
    private final Path file;
    private final Path log;
    private Process process;

    Server(Path jar, JsonObject settings, Path place) throws IOException {
        this.jar = jar;
        this.settings = settings;
        file = Files.writeString(place.resolveSibling(place.getFileName() + ".yaml"), settings.encode());
        log = place.resolveSibling(place.getFileName() + ".log");
    }

    int port() {
        return settings.getJsonObject("server").getInteger("port");
    }

    int managementPort() {
        return settings.getJsonObject("management").getInteger("port");
    }

    /** Starts it and waits until it is ready. */
    void start() throws IOException {
        process = new ProcessBuilder(command("serve")).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort() + "/health/ready"))
                .build();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        });
    }

    /** Stops it as an operator does, and waits for its end. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("still runs");
        }
    }

    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** Its warnings and errors, which an upgrade should not cause. */
    List<String> complaints() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).toList();
    }

    /**
     * Takes keys out of its configuration that this version does not know. The first releases have no
     * {@code --tolerate-unknown}.
     */
    void forgetUnknownKeys() throws IOException, InterruptedException {
        var unknown = Pattern.compile("(?m)^- (\\S+): unknown key").matcher(say("", "check", "--file-only").text());
        while (unknown.find()) {
            var path = List.of(unknown.group(1).split("\\."));
            var group = settings;
            for (var key : path.subList(0, path.size() - 1)) {
                group = group.getJsonObject(key);
            }
            group.remove(path.getLast());
        }
        Files.writeString(file, settings.encode());
    }

    private record Said(int code, String text) {}

    /** Runs a command of this version. */
    void run(String input, String... arguments) throws IOException, InterruptedException {
        var said = say(input, arguments);
        if (said.code() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + said.text());
        }
    }

    private Said say(String input, String... arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said);
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", file.toString()));
        return command;
    }
}
