package nl.rijkscloud.scan;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.Folders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Debian's c-icap in a folder of its own, in front of a clamd. It looks at 2 MiB of a document. */
final class OwnIcap implements AutoCloseable {
    /** It passes what is as large as its MaxObjectSize, or larger. */
    static final int MAXIMUM = (2 << 20) - 1;

    private static final Path PROGRAM = Path.of("/usr/bin/c-icap");
    private static final Path SERVICE = Path.of("/usr/lib/x86_64-linux-gnu/c_icap/virus_scan.so");
    private static final String REQUIRED = "RIJKSCLOUD_ICAP_TESTS";
    private static final String SETTINGS = """
            PidFile %1$s/pid
            CommandsSocket %1$s/commands
            Timeout 60
            KeepAliveTimeout 60
            StartServers 1
            MaxServers 1
            MinSpareThreads 2
            MaxSpareThreads 8
            ThreadsPerChild 8
            Port 127.0.0.1:%2$d
            TmpDir %1$s/tmp
            MaxMemObject 131072
            ModulesDir %3$s
            ServicesDir %3$s
            TemplateDir /usr/share/c_icap/templates/
            TemplateDefaultLanguage en
            LoadMagicFile /etc/c-icap/c-icap.magic
            ServerLog %1$s/server.log
            AccessLog %1$s/access.log
            Service antivirus virus_scan.so
            virus_scan.ScanFileTypes TEXT DATA EXECUTABLE ARCHIVE GIF JPEG MSOFFICE
            virus_scan.MaxObjectSize 2M
            virus_scan.StartSendPercentDataAfter 2M
            Module common clamd_mod.so
            clamd_mod.ClamdSocket %4$s
            """;

    private final Path folder;
    private final int port;
    private final Process process;

    /** Skips the test where c-icap is not installed, and fails where it has to be. */
    static OwnIcap start(OwnClamd clamd) throws IOException {
        if (!Files.isExecutable(PROGRAM) || !Files.exists(SERVICE)) {
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail("c-icap is not installed");
            }
            Assumptions.abort("c-icap is not installed");
        }
        return new OwnIcap(clamd);
    }

    private OwnIcap(OwnClamd clamd) throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "icap"); // paths of sockets have a maximum length
        Files.createDirectory(folder.resolve("tmp"));
        port = FreePort.next();
        Files.writeString(folder.resolve("c-icap.conf"),
                SETTINGS.formatted(folder, port, SERVICE.getParent(), clamd.address().getPath()));
        process = new ProcessBuilder(PROGRAM.toString(), "-N", "-f", folder.resolve("c-icap.conf").toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        Awaitility.await("c-icap").atMost(30, TimeUnit.SECONDS).until(this::answers);
    }

    private boolean answers() {
        try (var probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        return URI.create("icap://127.0.0.1:" + port + "/virus_scan");
    }

    /** The folder of everything that it writes. */
    Path folder() {
        return folder;
    }

    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }
}
