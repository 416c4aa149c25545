package nl.rijkscloud.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.FolderWrite;
import nl.rijkscloud.platform.Platform;

/**
 * A folder for blobs. Its file {@code installation} names the portal that owns it, and documents lie in it as {@code
 * <first two digits>/<document id>.blob}.
 *
 * @param folder which may not be there yet
 * @param poolMemory the whole budget, since files need no memory of their own
 */
record FolderPlace(Path folder, long poolMemory) implements BlobPlace {
    static final String SUFFIX = ".blob";

    private static final String KEY = "storage.folder: ";
    private static final String MARK = "installation";
    private static final int MARK_LENGTH = 36;
    private static final int DEPTH = 2;

    @Override
    public BlobStore open(Platform platform) throws IOException {
        return BlobStore.inFolder(folder, platform.random());
    }

    @Override
    public int workers() {
        return 2 * Runtime.getRuntime().availableProcessors() + 2;
    }

    @Override
    public String describe(Trouble trouble) {
        return KEY + switch (trouble) {
            case ABSENT -> folder + " is not a folder; make it, or mount it";
            case UNMARKED -> folder + " does not carry this portal's mark: it is not mounted yet, or cannot be read";
            case FOREIGN -> "it belongs to another portal, the file \"installation\" in it says so; mount the right "
                    + "one";
            case IN_USE -> folder + " holds documents, but the database is new; restore the database that belongs to "
                    + "them, or take an empty folder";
            case FULL -> "the disk of " + folder + " is full; uploads are refused";
        };
    }

    @Override
    public String describe(IOException failure) {
        return KEY + "cannot write and sync a file in " + folder + ": " + failure.getClass().getSimpleName();
    }

    @Override
    public boolean exists() {
        return Files.isDirectory(folder);
    }

    @Override
    public Optional<UUID> mark() throws IOException {
        try {
            var text = Files.readString(folder.resolve(MARK)).strip();
            return Optional.of(UUID.fromString(text.substring(0, Math.min(MARK_LENGTH, text.length()))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("the mark of the blob folder cannot be read", unreadable);
        }
    }

    @Override
    public void setMark(UUID mark) throws IOException {
        var fresh = folder.resolve(MARK + ".new");
        try (var file = FileChannel.open(
                fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap((mark + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(fresh, folder.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    @Override
    public boolean holds(UUID document) {
        return Files.exists(path(document));
    }

    @Override
    public boolean holdsDocuments() throws IOException {
        try (var files = Files.walk(folder, DEPTH)) {
            return files.anyMatch(file -> file.toString().endsWith(SUFFIX));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    @Override
    public boolean probe() throws IOException {
        return FolderWrite.probe(folder);
    }

    Path path(UUID document) {
        var name = document.toString();
        return folder.resolve(name.substring(0, 2)).resolve(name + SUFFIX);
    }

    /** Returns when the names in the folder are on disk. */
    static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
