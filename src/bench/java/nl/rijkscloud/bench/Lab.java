package nl.rijkscloud.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The resources that measurements share: the servers, a folder on the measured disk, and the thoroughness. Servers
 * start at their first use.
 */
final class Lab implements AutoCloseable {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Path folder;
    private final Path programs;
    private final Effort effort;
    private final List<String> jvm;
    private final Certificate certificate;
    private final List<AutoCloseable> running = new ArrayList<>();

    private final AtomicInteger failures = new AtomicInteger();

    private Optional<Boolean> syncs = Optional.empty();
    private PortalServer portal;
    private PortalServer securePortal;
    private Nginx nginx;
    private Nginx secureNginx;
    private TusNode tusNode;

    /** @param programs the folder in which {@code loadtests/bench} put third-party programs */
    Lab(Path folder, Path programs, Effort effort, List<String> jvm) throws Exception {
        this.folder = folder;
        this.programs = programs;
        this.effort = effort;
        this.jvm = jvm;
        certificate = Certificate.make(folder);
    }

    PortalServer portal() throws Exception {
        portal = portal != null ? portal : freshPortal(jvm);
        return portal;
    }

    /** The caller stops it; at the end it is stopped in any case. */
    PortalServer freshPortal(List<String> options) throws IOException {
        return asked(closing(PortalServer.startPlain(newFolder("portal"), options)));
    }

    Nginx nginx() throws Exception {
        nginx = nginx != null ? nginx : closing(Nginx.startPlain(newFolder("nginx")));
        return nginx;
    }

    TusNode tusNode() throws Exception {
        tusNode = tusNode != null ? tusNode
                : closing(TusNode.start(newFolder("tus-node"), programs.resolve("tus-node")));
        return tusNode;
    }

    PortalServer securePortal() throws Exception {
        securePortal = securePortal != null ? securePortal
                : asked(closing(PortalServer.startSecure(newFolder("portal-tls"), jvm, certificate)));
        return securePortal;
    }

    /** With the cipher suite that the portal chooses. */
    Nginx secureNginx() throws Exception {
        if (secureNginx == null) {
            var suite = cipherSuite(securePortal());
            secureNginx = closing(Nginx.startSecure(newFolder("nginx-tls"), certificate, suite));
            say("  TLS 1.3: " + suite + ", nginx: " + cipherSuite(secureNginx));
        }
        return secureNginx;
    }

    private String cipherSuite(Server server) throws IOException {
        try (var wire = certificate.to(server.address())) {
            return wire.cipherSuite();
        }
    }

    private PortalServer asked(PortalServer started) {
        syncs = Optional.of(started.database().syncs() && syncs.orElse(true));
        return started;
    }

    /** PostgreSQL's own log behind all portals so far; empty before the first one. */
    Optional<Boolean> postgresSyncs() {
        return syncs;
    }

    private Path newFolder(String name) throws IOException {
        return Files.createTempDirectory(folder, name);
    }

    private synchronized <T extends AutoCloseable> T closing(T server) {
        running.add(server);
        return server;
    }

    synchronized void stop(AutoCloseable server) {
        if (running.remove(server)) {
            try {
                server.close();
            } catch (Exception failed) {
                say("did not close: " + failed);
            }
        }
    }

    Effort effort() {
        return effort;
    }

    List<String> jvm() {
        return jvm;
    }

    int warmUps() {
        return effort.warmUps();
    }

    int repetitions() {
        return effort.repetitions();
    }

    /** For rounds that take ten seconds or more. */
    int fewRepetitions() {
        return effort.of(effort.repetitions(), 3);
    }

    /** Without the values of the warm-up. */
    <T> List<T> counted(List<T> all) {
        return all.subList(warmUps(), all.size());
    }

    /** Refuses to measure on a disk that is too small for the data: it needs twice the space. */
    void needsDisk(long bytes) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + bytes / 2) {
            throw new IllegalStateException(
                    (free >> 20) + " MiB of disk are free, and this needs " + ((bytes + bytes / 2) >> 20));
        }
    }

    /** Requests that the servers did not answer well; each of them makes the run fail. */
    int failures() {
        return failures.get();
    }

    void countFailures(int count) {
        failures.addAndGet(count);
    }

    /** Progress goes to standard error, so that the table stands alone. */
    void say(String what) {
        System.err.println(LocalTime.now().format(CLOCK) + " " + what);
    }

    @Override
    public synchronized void close() {
        List.copyOf(running).reversed().forEach(this::stop);
    }
}
