package nl.rijkscloud.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks that the folder of the period keys can be written and synced and is not inside the folder that backups take.
 * Blocks.
 */
final class KeyFolderCheck {
    private KeyFolderCheck() {}

    static Findings run(Path keys, Path blobs) {
        if (!Files.isDirectory(keys)) {
            var parent = keys.toAbsolutePath().getParent();
            return parent != null && Files.isWritable(parent)
                    ? Findings.NOTHING // the start makes it
                    : Findings.reason(
                            "storage.keys: " + keys + " is not there and cannot be made; make it, or mount it");
        }
        try {
            if (Files.isDirectory(blobs) && keys.toRealPath().startsWith(blobs.toRealPath())) {
                return Findings.reason("storage.keys: " + keys
                        + " is inside storage.folder, whose backups must not hold the period keys");
            }
            FolderCheck.probe(keys);
            return KeyFileCheck.readByOthers(keys)
                    ? Findings.warning("storage.keys: other users of this machine can read " + keys + "; chmod 700 it")
                    : Findings.NOTHING;
        } catch (IOException broken) {
            return Findings.reason("storage.keys: cannot write and sync a file in " + keys + ": " + broken.getClass()
                    .getSimpleName());
        }
    }
}
