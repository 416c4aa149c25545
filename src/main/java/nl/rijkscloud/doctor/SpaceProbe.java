package nl.rijkscloud.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.config.Config;

/** Looks at the free space of the folders in which the portal writes. Blocks. */
final class SpaceProbe {
    private static final String NAME = "free-space";
    private static final long LEAST = 1L << 30;
    private static final long LEAST_TEMPORARY = 32L << 20;
    private static final int TENTH = 10;

    private SpaceProbe() {}

    static List<Finding> look(Config config) throws IOException {
        var findings = new ArrayList<Finding>();
        var folder = config.storage().folder();
        if (config.storage().kind() == Config.StorageKind.FOLDER && Files.isDirectory(folder)) {
            findings.add(documents(folder, config.documents().maxSize()));
        }
        findings.add(temporary(Path.of(System.getProperty("java.io.tmpdir"))));
        return findings;
    }

    private static Finding documents(Path folder, long largest) throws IOException {
        var store = Files.getFileStore(folder);
        return judge(folder, store.getUsableSpace(), store.getTotalSpace(), largest);
    }

    static Finding judge(Path folder, long free, long total, long largest) {
        var sentence = folder + " has " + (free >> 20) + " MiB free of " + (total >> 20);
        if (free < LEAST) {
            return Finding.error(NAME, sentence, "Make room now: uploads are refused when the disk is full.");
        }
        if (free < total / TENTH) {
            return Finding.warning(NAME, sentence, "Make the volume larger, or lower retention.delivered.");
        }
        return free < largest
                ? Finding.warning(NAME, sentence + ", less than one document of documents.maxSize",
                        "Make the volume larger, or lower documents.maxSize: such a document is refused.")
                : Finding.ok(NAME, sentence);
    }

    private static Finding temporary(Path folder) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        var sentence = folder + " (temporary files) has " + (free >> 20) + " MiB free";
        return free < LEAST_TEMPORARY
                ? Finding.error("temporary-space", sentence, "Make it larger: 64 MiB is enough.")
                : Finding.ok("temporary-space", sentence);
    }
}
