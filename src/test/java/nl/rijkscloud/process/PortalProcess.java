package nl.rijkscloud.process;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
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
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.Inbox;
import nl.rijkscloud.demo.Portal;
import nl.rijkscloud.demo.Surroundings;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The production jar as a process of the operating system, in a folder of its own, with a database, a mail server and
 * an SMS gateway that outlive it. It can be killed, stopped and started again. One thread at a time.
 */
public final class PortalProcess implements Portal, AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PROBE = Duration.ofSeconds(10);

    private static final List<String> JVM = List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC");
    /** For tests that start it often and let it do little. */
    private static final List<String> STARTS_QUICKLY = List.of("-XX:TieredStopAtLevel=1");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Surroundings surroundings;
    private final List<String> launcher;
    private final List<String> jvm;
    private Process process;

    private PortalProcess(Path folder, Surroundings surroundings, List<String> launcher, List<String> jvm) {
        this.folder = folder;
        this.surroundings = surroundings;
        this.launcher = launcher;
        this.jvm = jvm;
    }

    static PortalProcess start(Path folder, JsonObject settings) throws IOException {
        return start(folder, settings, List.of(), STARTS_QUICKLY);
    }

    /** For tests that take measurements. */
    static PortalProcess startAsInProduction(Path folder, JsonObject settings) throws IOException {
        return start(folder, settings, List.of(), List.of());
    }

    /** @param launcher a command prefix, like {@code nice} */
    static PortalProcess startBehind(List<String> launcher, Path folder, JsonObject settings) throws IOException {
        return start(folder, settings, launcher, STARTS_QUICKLY);
    }

    private static PortalProcess start(Path folder, JsonObject settings, List<String> launcher, List<String> jvm)
            throws IOException {
        var options = new ArrayList<>(JVM);
        options.addAll(jvm);
        return start(folder, surroundings(folder, settings), launcher, options);
    }

    /**
     * Starts it in the caller's surroundings and with the caller's JVM options; benchmarks have both.
     *
     * @param surroundings are closed with it
     */
    public static PortalProcess start(Path folder, Surroundings surroundings, List<String> launcher, List<String> jvm)
            throws IOException {
        for (var own : List.of("tmp", "cwd", "blobs")) {
            Files.createDirectories(folder.resolve(own));
        }
        var portal = new PortalProcess(folder, surroundings, launcher, jvm);
        try {
            portal.start();
            return portal;
        } catch (IOException | RuntimeException failed) {
            portal.close();
            throw failed;
        }
    }

    /** Everything a portal needs, without the process. Its database syncs, since processes are killed. */
    static Surroundings surroundings(Path folder, JsonObject settings) throws IOException {
        return Surroundings.start(DemoOptions.in(folder).on(TestDatabase.durable()).with(TestPortal.NO_LIMITS)
                .with(TestPortal.NO_MEMORY).with(ObjectServer.chosen(folder)).with(settings));
    }

    /**
     * Two servers of one portal: one database, one folder, one master key. Mails and texts of both arrive in the inbox
     * of the first. Only the second can be started again.
     *
     * @param launcher a command prefix of the second, like {@code nice}
     */
    static List<PortalProcess> two(Path folder, List<String> launcher) throws IOException {
        var options = DemoOptions.in(folder).keeping().on(TestDatabase.durable()).with(TestPortal.NO_LIMITS)
                .with(TestPortal.NO_MEMORY).with(ObjectServer.chosen(folder));
        var jvm = new ArrayList<>(JVM);
        jvm.addAll(STARTS_QUICKLY);
        var around = Surroundings.start(options);
        var first = start(folder, around, List.of(), jvm);
        var same = new JsonObject()
                .put("mail", new JsonObject().put("port", around.config().mail().port()))
                .put("sms", new JsonObject().put("url", around.config().sms().url().toString()));
        try {
            return List.of(first,
                    start(folder.resolve("second"), Surroundings.start(options.with(same)), launcher, jvm));
        } catch (IOException | RuntimeException failed) {
            first.close();
            throw failed;
        }
    }

    /** Freezes it with SIGSTOP: its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor() != 0) {
            throw new IllegalStateException("no " + name + " for the process");
        }
    }

    /** Starts it on its existing data, and waits until it is ready. */
    public void start() throws IOException {
        launch();
        var last = new AtomicInteger();
        try {
            Awaitility.await("ready").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("ended with " + process.exitValue() + ":\n" + log());
                }
                last.set(ready());
                return last.get() == 200;
            });
        } catch (ConditionTimeoutException never) {
            throw new IllegalStateException("last answer " + last + ", log:\n" + log() + threads(), never);
        }
    }

    /** Lists the stacks of its threads, because a start that hangs logs no reason. */
    private String threads() throws IOException {
        var jstack = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
        var dump = new ProcessBuilder(jstack, Long.toString(process.pid())).redirectErrorStream(true).start();
        try (var output = dump.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Starts the process without waiting. */
    void launch() throws IOException {
        var options = new ArrayList<>(jvm);
        options.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        var command = new ArrayList<>(launcher);
        command.addAll(Jar.command(options, "serve", "--config", surroundings.configFile().toString()));
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("portal.log").toFile());
        process = new ProcessBuilder(command).directory(folder.resolve("cwd").toFile())
                .redirectOutput(log).redirectError(log).start();
    }

    /** The status of {@code /health/ready}; 0 without a response in the time that a load balancer waits. */
    public int ready() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(management("/health/ready")).timeout(PROBE).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (ConnectException | java.net.http.HttpTimeoutException nobody) {
            return 0;
        }
    }

    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + surroundings.config().management().port() + path);
    }

    /** Kills it with SIGKILL. */
    void kill() {
        process.destroyForcibly();
        exit();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Stops it as an operator does, and starts another process on the same data. */
    public void restart() throws IOException {
        stop();
        start();
    }

    /** Stops it as an operator does, and waits for its end. */
    public void stop() {
        terminate();
        exit();
    }

    /** Its exit code, once it has ended. */
    int exit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("still runs:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public Usage usage() throws IOException {
        return Usage.of(process.pid());
    }

    public long pid() {
        return process.pid();
    }

    /** Everything it has printed, over all its starts. */
    public String log() {
        try {
            return Files.readString(folder.resolve("portal.log"));
        } catch (IOException none) {
            return "";
        }
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Path blobs() {
        return surroundings.config().storage().folder();
    }

    @Override
    public URI baseUrl() {
        return surroundings.config().server().publicUrl();
    }

    @Override
    public Inbox inbox() {
        return surroundings.inbox();
    }

    @Override
    public void close() {
        try (surroundings) {
            if (process != null) {
                kill();
            }
        }
    }
}
