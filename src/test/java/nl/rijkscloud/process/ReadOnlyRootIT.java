package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs as the Dockerfile demands: only the folders of documents, keys and ledger, and a tmpfs, are writable. */
final class ReadOnlyRootIT {
    private static final String MOUNTS =
            "mount --bind \"$0/blobs\" \"$0/blobs\" && mount --bind \"$0/keys\" \"$0/keys\" && "
            + "mount --bind \"$0/ledger\" \"$0/ledger\" && mount -t tmpfs tmpfs "
            + "\"$0/tmp\" && mount -o remount,bind,ro /";

    @TempDir
    private Path folder;

    @Test
    void completeSendingWritesNoOtherFile() throws Exception {
        Files.createDirectories(folder.resolve("blobs"));
        Files.createDirectories(folder.resolve("keys"));
        Files.createDirectories(folder.resolve("ledger"));
        Files.createDirectories(folder.resolve("tmp"));
        try (var portal =
                PortalProcess.startBehind(MountNamespace.launcher(MOUNTS, folder), folder, new JsonObject())) {
            assertThat(Files.readAllLines(Path.of("/proc", Long.toString(portal.pid()), "mounts")))
                    .anyMatch(mount -> mount.split(" ")[1].equals("/") && mount.split(" ")[3].startsWith("ro"));

            var sender = SenderJourney.begin(portal);
            sender.add("brief.txt", Sample.text(200_000, 1));
            sender.submit();
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(sender.downloadLink());
            assertThat(staff.download(SenderJourney.documents(staff.transfer()).getFirst()))
                    .isEqualTo(Sample.text(200_000, 1));
            assertThat(portal.log()).doesNotContain("ERROR", "Read-only file system");
        }
    }
}
