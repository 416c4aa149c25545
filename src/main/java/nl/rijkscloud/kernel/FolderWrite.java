package nl.rijkscloud.kernel;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Finds out if files can be made durable in a folder. Blocks. */
public final class FolderWrite {
    private FolderWrite() {}

    /**
     * Writes a file, syncs it and its name, and removes it.
     *
     * @return false if the disk is full
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
