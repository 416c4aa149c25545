package nl.rijkscloud.startup;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import nl.rijkscloud.blob.FolderMark;
import nl.rijkscloud.blob.FullDisk;

/** Checks that the folder of the blobs can be written and synced, on which every acknowledgement rests. Blocks. */
public final class FolderCheck {
    private static final int DEPTH = 2;
    private static final String BLOB = ".blob";

    private FolderCheck() {}

    /**
     * @param marked true if the database says that the folder carries a mark: then one without a mark is not mounted
     *     yet; empty if the database does not say
     */
    static Findings run(Path folder, Supplier<Optional<Boolean>> marked) {
        try {
            if (FolderMark.read(folder).isPresent()) {
                return run(folder);
            }
        } catch (IOException unreadable) {
            return run(folder);
        }
        var known = marked.get();
        var found = known.orElse(false) ? Findings.NOTHING : run(folder);
        return known.orElse(Files.isDirectory(folder) && !found.reasons().isEmpty())
                ? Findings.wait(
                        "storage.folder: " + folder + " does not carry this portal's mark: it is not mounted yet")
                : found;
    }

    static Findings run(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Findings.reason("storage.folder: " + folder + " is not a folder; make it, or mount it");
        }
        try {
            return probe(folder)
                    ? Findings.NOTHING
                    : Findings.warning("storage.folder: the disk of " + folder + " is full; uploads are refused");
        } catch (IOException broken) {
            return Findings.reason("storage.folder: cannot write and sync a file in " + folder + ": "
                    + broken.getClass().getSimpleName());
        }
    }

    /**
     * For an unused database: a folder with documents belongs to another database, which must be restored first. The
     * custodian removes files without a row, and here that would be all of them.
     */
    static Findings unclaimed(Path folder) {
        try (var files = Files.walk(folder, DEPTH)) {
            return files.anyMatch(file -> file.toString().endsWith(BLOB))
                    ? Findings.reason("storage.folder: " + folder + " holds documents, but the database is new;"
                            + " restore the database that belongs to them, or take an empty folder")
                    : Findings.NOTHING;
        } catch (IOException | UncheckedIOException unreadable) {
            return Findings.NOTHING; // run reports it
        }
    }

    /**
     * Writes a file, syncs it and its name, and removes it; readiness calls it too.
     *
     * @return false if the disk is full. The server stays in service then: stored documents can be downloaded, and no
     *     other server has more room
     */
    public static boolean probe(Path folder) throws IOException {
        var file = folder.resolve(".probe-" + UUID.randomUUID());
        try (var channel = FileChannel.open(file, WRITE, CREATE_NEW); var names = FileChannel.open(folder, READ)) {
            channel.write(ByteBuffer.allocate(1));
            channel.force(true);
            names.force(true);
            return true;
        } catch (IOException failure) {
            if (FullDisk.is(failure)) {
                return false;
            }
            throw failure;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
