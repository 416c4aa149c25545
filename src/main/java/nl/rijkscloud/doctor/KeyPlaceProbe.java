package nl.rijkscloud.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.rijkscloud.config.Config;

/** Checks that the master key is not stored beside the documents: a backup of both together opens too much. Blocks. */
final class KeyPlaceProbe {
    private static final String NAME = "key-place";

    private KeyPlaceProbe() {}

    static List<Finding> look(Config config) throws IOException {
        if (config.storage().kind() != Config.StorageKind.FOLDER || !Files.isReadable(config.masterKey())
                || !Files.isDirectory(config.storage().folder())) {
            return List.of(); // the checks of the start report it
        }
        var key = config.masterKey().toRealPath();
        var blobs = config.storage().folder().toRealPath();
        if (key.startsWith(blobs)) {
            return List.of(Finding.error(NAME, "the master key lies inside storage.folder, and so in its backups",
                    "Move it, for example to /etc/rijkscloud, and remove it from the backups."));
        }
        return List.of(device(key).equals(device(blobs)) || key.resolveSibling("x").equals(blobs.resolveSibling("x"))
                ? Finding.warning(NAME, "the master key and the documents are on one volume",
                        "Give the documents a volume of their own, or make sure that no backup has both.")
                : Finding.ok(NAME, "the master key and the documents are on different volumes"));
    }

    /** The device by its number, where the system tells it: two mounts may have one name. */
    static Object device(Path path) throws IOException {
        var store = Files.getFileStore(path);
        return store.supportsFileAttributeView("unix") || path.getFileSystem().supportedFileAttributeViews()
                .contains("unix") ? Files.getAttribute(path, "unix:dev") : store;
    }
}
