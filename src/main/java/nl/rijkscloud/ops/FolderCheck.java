package nl.rijkscloud.ops;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The folder of the blobs can be written and synced, which is what every acknowledgement rests on. Blocking. */
public final class FolderCheck {
    private static final int DEPTH = 2;
    private static final String BLOB = ".blob";

    private FolderCheck() {}

    static Findings run(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Findings.reason("storage.folder: " + folder + " is not a folder; make it, or mount it");
        }
        try {
            probe(folder);
            return Findings.NOTHING;
        } catch (IOException broken) {
            return Findings.reason("storage.folder: cannot write and sync a file in " + folder + ": "
                    + broken.getClass().getSimpleName());
        }
    }

    /**
     * For a database that was never used: a folder with documents belongs to another one, which has to be restored
     * first. The custodian removes files that no row needs, and here that would be all of them.
     */
    static Findings unclaimed(Path folder) {
        try (var files = Files.walk(folder, DEPTH)) {
            return files.anyMatch(file -> file.toString().endsWith(BLOB))
                    ? Findings.reason("storage.folder: " + folder + " holds documents, but the database is new;"
                            + " restore the database that belongs to them, or take an empty folder")
                    : Findings.NOTHING;
        } catch (IOException | UncheckedIOException unreadable) {
            return Findings.NOTHING; // run says so
        }
    }

    /** Writes a file, syncs it and its name, and removes it. Also what readiness looks at. */
    public static void probe(Path folder) throws IOException {
        var file = folder.resolve(".probe-" + UUID.randomUUID());
        try (var channel = FileChannel.open(file, WRITE, CREATE_NEW); var names = FileChannel.open(folder, READ)) {
            channel.write(ByteBuffer.allocate(1));
            channel.force(true);
            names.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
