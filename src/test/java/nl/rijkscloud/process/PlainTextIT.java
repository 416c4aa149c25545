package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches every file that the process can have written, at each stage. */
final class PlainTextIT {
    private static final String WORDS = "Dit mag niemand lezen die alleen de schijf heeft.\n";
    private static final String NAME = "geheime-bijlage.txt";
    private static final byte[] CONTENT = WORDS.repeat(400_000).getBytes(StandardCharsets.UTF_8);
    private static final int SENT = 17 << 20;
    private static final int WINDOW = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void noFileHoldsPlaintextDuringUploadStorageAndDownload() throws Exception {
        try (var portal = PortalProcess.start(folder, new JsonObject())) {
            var sender = SenderJourney.begin(portal);
            var upload = TusUpload.create(sender.browser(), NAME, CONTENT.length);
            try (var line = new RawConnection(portal.baseUrl()).patch(upload, 0, CONTENT.length)) {
                line.bytes(Arrays.copyOf(CONTENT, SENT));
                Awaitility.await().atMost(PortalProcess.PATIENCE).until(() -> upload.offset() > 0);
                assertUnreadable(portal);
                line.bytes(Arrays.copyOfRange(CONTENT, SENT, CONTENT.length));
                assertThat(line.readHead()).startsWith("HTTP/1.1 204 ");
            }
            assertUnreadable(portal);
            sender.submit();
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(sender.downloadLink());
            try (var archive = staff.browser().stream("/api/archive").body()) {
                archive.readNBytes(WINDOW);
                assertUnreadable(portal);
            }
            sender.report();
            assertUnreadable(portal);

            // Known texts that the search must find: without them it could be blind.
            assertThat(read(portal)).anyMatch(file -> file.toString().endsWith(".blob")).hasSizeGreaterThan(3);
            Files.write(folder.resolve("tmp/copy"), CONTENT);
            assertThat(holds(folder.resolve("tmp/copy"))).isTrue();
        }
    }

    private void assertUnreadable(PortalProcess portal) throws IOException {
        assertThat(read(portal)).noneMatch(PlainTextIT::holds);
    }

    /** Its folders, its log, and its open files that were deleted. */
    private List<Path> read(PortalProcess portal) throws IOException {
        var files = new ArrayList<Path>();
        for (var root : List.of(folder, Path.of("/proc", Long.toString(portal.pid()), "fd"))) {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (Files.isRegularFile(file) && !isOfTheInstallation(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE; // closed or removed meanwhile
                }
            });
        }
        return files;
    }

    private static boolean isOfTheInstallation(Path file) {
        try {
            var real = file.toRealPath();
            return Stream.of(Jar.PATH.toRealPath(), Path.of(System.getProperty("java.home")).toRealPath())
                    .anyMatch(real::startsWith);
        } catch (IOException deleted) {
            return false;
        }
    }

    private static boolean holds(Path file) {
        var overlap = WORDS.length();
        try (var in = Files.newInputStream(file)) {
            var before = "";
            for (var block = in.readNBytes(WINDOW); block.length > 0; block = in.readNBytes(WINDOW)) {
                var text = before + new String(block, StandardCharsets.ISO_8859_1);
                if (text.contains(WORDS.strip()) || text.contains(NAME)) {
                    return true;
                }
                before = text.substring(Math.max(0, text.length() - overlap));
            }
            return false;
        } catch (IOException gone) {
            return false; // closed or removed meanwhile
        }
    }
}
