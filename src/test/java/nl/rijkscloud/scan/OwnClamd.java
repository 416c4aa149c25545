package nl.rijkscloud.scan;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.testing.Folders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's clamd in a folder of its own, which knows a signature of ours and EICAR, and nothing else. It looks at 4 MiB
 * of a document, and takes 6 MiB.
 */
public final class OwnClamd implements AutoCloseable {
    /** The text that its signature finds. */
    public static final String MALWARE = "DIT-IS-DE-BESMETTING-VAN-DE-TEST";
    static final String FINDING = "Rijkscloud.Test.UNOFFICIAL";
    public static final String ALL_ALERTS = "AlertExceedsMax yes\nAlertEncrypted yes\n";

    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
    private static final String REQUIRED = "RIJKSCLOUD_CLAMD_TESTS";
    private static final String SETTINGS = """
            LocalSocket %1$s/socket
            DatabaseDirectory %1$s/signatures
            TemporaryDirectory %1$s/tmp
            LogFile %1$s/log
            LogClean yes
            Foreground yes
            MaxFileSize 4M
            MaxScanSize 4M
            StreamMaxLength 6M
            """;

    private final Path folder;
    private Process process;

    /** Skips the test where clamd is not installed, and fails where it has to be. */
    public static OwnClamd start(String alerts) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail("clamd is not installed");
            }
            Assumptions.abort("clamd is not installed");
        }
        return new OwnClamd(alerts);
    }

    private OwnClamd(String alerts) throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "clamd"); // paths of sockets have a maximum length
        Files.createDirectory(folder.resolve("signatures"));
        Files.createDirectory(folder.resolve("tmp"));
        Files.writeString(folder.resolve("signatures/test.ndb"), "Rijkscloud.Test:0:*:"
                + HexFormat.of().formatHex(MALWARE.getBytes(StandardCharsets.US_ASCII)) + "\n");
        Files.writeString(folder.resolve("signatures/eicar.ndb"), "Rijkscloud.Eicar:0:0:"
                + HexFormat.of().formatHex(TestVirus.bytes()) + "\n");
        Files.writeString(folder.resolve("clamd.conf"), SETTINGS.formatted(folder) + alerts);
        process = run();
    }

    private Process run() throws IOException {
        var started = new ProcessBuilder(PROGRAM.toString(), "--config-file=" + folder.resolve("clamd.conf"))
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        Awaitility.await("clamd").atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(folder.resolve("socket")));
        return started;
    }

    /** Starts again after {@link #kill}, at the same address. */
    void restart() throws IOException {
        Files.deleteIfExists(folder.resolve("socket"));
        process = run();
    }

    public URI address() {
        return URI.create("unix:" + folder.resolve("socket"));
    }

    /** The folder of everything that it writes. */
    Path folder() {
        return folder;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }
}
