package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerCheckTest {
    @TempDir
    private Path folder;

    @Test
    void folderOfItsOwnIsAcceptedAndAMissingOneIsCreatedByTheStart() throws Exception {
        var ledger = Files.createDirectory(folder.resolve("ledger"));

        assertThat(LedgerCheck.run(ledger, Path.of(""))).isEqualTo(Findings.NOTHING);
        assertThat(LedgerCheck.run(folder.resolve("not-yet"), folder.resolve("blobs"))).isEqualTo(Findings.NOTHING);
        assertThat(ledger).isEmptyDirectory();
        assertThat(folder.resolve("not-yet")).doesNotExist();
    }

    @Test
    void folderThatCannotBeCreatedIsRefused() {
        assertThat(LedgerCheck.run(folder.resolve("no/ledger"), folder).reasons()).singleElement().asString()
                .startsWith("ledger.folder: ").contains("is not there and cannot be made");
    }

    @Test
    void folderInsideThatOfTheDocumentsIsRefusedUnderAnyName() throws Exception {
        var blobs = Files.createDirectory(folder.resolve("blobs"));
        Files.createDirectory(blobs.resolve("ledger"));
        var link = Files.createSymbolicLink(folder.resolve("ledger"), blobs.resolve("ledger"));

        assertThat(LedgerCheck.run(link, blobs).reasons()).singleElement().asString()
                .contains("is inside storage.folder");
    }

    /** A folder in /proc takes no files, not even from root. */
    @Test
    void folderThatCannotBeWrittenIsWaitedFor() {
        assertThat(LedgerCheck.run(Path.of("/proc/self"), folder).waits()).singleElement().asString()
                .startsWith("ledger.folder: cannot write").contains("nothing is destroyed");
    }
}
