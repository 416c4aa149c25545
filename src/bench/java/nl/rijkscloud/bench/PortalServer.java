package nl.rijkscloud.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.demo.Surroundings;
import nl.rijkscloud.process.PortalProcess;
import nl.rijkscloud.process.Usage;
import nl.rijkscloud.testing.TestPortal;

/**
 * The portal's jar as a process, with a PostgreSQL that syncs as in production, and with limits high enough for one
 * client that does everything.
 */
record PortalServer(PortalProcess process, Dial dial, Postgres database) implements Server, AutoCloseable {
    /** As docs/operations.md advises. */
    private static final List<String> ENVIRONMENT = List.of("env", "MALLOC_ARENA_MAX=2");

    private static final JsonObject SETTINGS = new JsonObject()
            .put("server", new JsonObject().put("connections", new JsonObject()
                    .put("perSource", 10_000).put("uploadsPerTransfer", 10_000).put("uploadsPerSource", 10_000)))
            .put("documents", new JsonObject().put("maxConcurrentUploads", 2_000).put("maxPerTransfer", 10_000))
            .put("sessions", new JsonObject().put("idle", "24h").put("absolute", "7d").put("staffIdle", "12h")
                    .put("staffAbsolute", "24h"));

    static PortalServer start(Path folder, List<String> jvm, JsonObject settings, Dial dial) throws IOException {
        var options = DemoOptions.in(folder).keeping().with(TestPortal.NO_LIMITS).with(SETTINGS).with(settings);
        var around = Surroundings.start(options);
        var database = new Postgres(folder.resolve("database"), around.config().database());
        var portal = new PortalServer(PortalProcess.start(folder, around, ENVIRONMENT, jvm), dial, database);
        if (!database.syncs()) {
            portal.close();
            throw new IllegalStateException("PostgreSQL does not sync, so nothing measured with it would be true");
        }
        return portal;
    }

    static PortalServer startPlain(Path folder, List<String> jvm) throws IOException {
        return start(folder, jvm, new JsonObject(), PlainWire::to);
    }

    static PortalServer startSecure(Path folder, List<String> jvm, Certificate certificate) throws IOException {
        var port = FreePort.next();
        return start(folder, jvm, new JsonObject().put("server", new JsonObject()
                .put("port", port).put("publicUrl", "https://localhost:" + port)
                .put("tls", new JsonObject().put("certificate", certificate.chain().toString())
                        .put("key", certificate.key().toString()))),
                certificate);
    }

    @Override
    public String name() {
        return "rijkscloud";
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), process.baseUrl().getPort());
    }

    @Override
    public String host() {
        return process.baseUrl().getRawAuthority();
    }

    @Override
    public long[] pids() {
        return new long[] {process.pid()};
    }

    @Override
    public double databaseCpuSeconds() throws IOException {
        return database.cpuSeconds();
    }

    Usage usage() throws IOException {
        return process.usage();
    }

    /** Restarts the peak of {@link Usage#peakMiB()} from now (proc(5), clear_refs). */
    void forgetPeak() throws IOException {
        Files.writeString(Path.of("/proc", Long.toString(process.pid()), "clear_refs"), "5");
    }

    /** A new process with the documents and sessions of the last one. */
    void restart() throws IOException {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
