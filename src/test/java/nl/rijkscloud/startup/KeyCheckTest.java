package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyCheckTest {
    @TempDir
    private Path folder;

    @Test
    void separateFolderIsAcceptedAndAMissingOneIsCreated() throws Exception {
        var blobs = Files.createDirectory(folder.resolve("blobs"));
        var keys = Files.createDirectory(folder.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThat(KeyCheck.periodKeys(keys, blobs)).isEqualTo(Findings.NOTHING);
        assertThat(KeyCheck.periodKeys(folder.resolve("not-yet"), blobs)).isEqualTo(Findings.NOTHING);
        assertThat(folder.resolve("not-yet")).doesNotExist();
    }

    @Test
    void folderInsideADocumentBackupIsRefusedUnderAnyName() throws Exception {
        var blobs = Files.createDirectory(folder.resolve("blobs"));
        Files.createDirectory(blobs.resolve("keys"));
        var link = Files.createSymbolicLink(folder.resolve("keys"), blobs.resolve("keys"));

        assertThat(KeyCheck.periodKeys(link, blobs).reasons()).singleElement().asString().startsWith("storage.keys: ")
                .contains("is inside storage.folder");
    }

    @Test
    void folderThatCannotBeCreatedIsRefused() {
        assertThat(KeyCheck.periodKeys(folder.resolve("no/keys"), folder).reasons()).singleElement().asString()
                .startsWith("storage.keys: ").contains("is not there and cannot be made");
    }

    @Test
    void folderReadableByOthersIsAWarning() throws Exception {
        var keys = Files.createDirectory(folder.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        assertThat(KeyCheck.periodKeys(keys, folder.resolve("blobs")).warnings()).singleElement().asString()
                .contains("chmod 700");
    }
}
