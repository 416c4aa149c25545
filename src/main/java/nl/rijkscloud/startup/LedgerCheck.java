package nl.rijkscloud.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.kernel.FolderWrite;

/**
 * Checks the folder of the destruction ledger: it is there or can be made, can be written durably, and does not go back
 * together with the documents. Blocks.
 */
final class LedgerCheck {
    private static final String KEY = "ledger.folder: ";

    private LedgerCheck() {}

    /**
     * Trouble that may end by itself is a wait: a start waits for its ledger anyway, and a share may be away.
     *
     * @param blobs the folder of the documents; empty if they lie in a bucket
     */
    static Findings run(Path ledger, Path blobs) {
        if (!Files.isDirectory(ledger)) {
            var parent = ledger.toAbsolutePath().getParent();
            return parent != null && Files.isWritable(parent)
                    ? Findings.NOTHING // the start makes it, or waits for it
                    : Findings.reason(KEY + ledger + " is not there and cannot be made; make it, or mount it");
        }
        try {
            if (!blobs.toString().isEmpty() && Files.isDirectory(blobs)
                    && ledger.toRealPath().startsWith(blobs.toRealPath())) {
                return Findings.reason(KEY + ledger
                        + " is inside storage.folder: who puts documents back must not put an old ledger back");
            }
            return FolderWrite.probe(ledger) ? Findings.NOTHING
                    : Findings.wait(KEY + "the disk of " + ledger + " is full; nothing is destroyed or withdrawn");
        } catch (IOException broken) {
            return Findings.wait(KEY + "cannot write and sync a file in " + ledger + ": "
                    + broken.getClass().getSimpleName() + "; nothing is destroyed or withdrawn");
        }
    }
}
