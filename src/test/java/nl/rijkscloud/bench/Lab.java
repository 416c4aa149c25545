package nl.rijkscloud.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What measurements share: the servers, a folder on the disk that is measured, and how thorough to be. Servers start when they are first asked for. */
final class Lab implements AutoCloseable {
    private final Path folder;
    private final Effort effort;
    private final List<String> jvm;
    private PortalServer portal;
    private Nginx nginx;

    Lab(Path folder, Effort effort, List<String> jvm) {
        this.folder = folder;
        this.effort = effort;
        this.jvm = jvm;
    }

    PortalServer portal() throws IOException {
        if (portal == null) {
            portal = PortalServer.start(Files.createTempDirectory(folder, "portal"), jvm, new JsonObject());
        }
        return portal;
    }

    Nginx nginx() throws IOException {
        if (nginx == null) {
            nginx = Nginx.start(Files.createTempDirectory(folder, "nginx"));
        }
        return nginx;
    }

    Effort effort() {
        return effort;
    }

    int warmUps() {
        return effort.warmUps();
    }

    int repetitions() {
        return effort.repetitions();
    }

    /** Refuses to measure on a disk that will not hold what is written: half of that is what is there besides. */
    void needsDisk(long bytes) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + bytes / 2) {
            throw new IllegalStateException((free >> 20) + " MiB of disk are free, and this needs " + ((bytes + bytes / 2) >> 20));
        }
    }

    /** Progress: on standard error, so that the table stands alone. */
    void say(String what) {
        System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }

    @Override
    public void close() {
        if (nginx != null) {
            nginx.close();
        }
        if (portal != null) {
            portal.close();
        }
    }
}
