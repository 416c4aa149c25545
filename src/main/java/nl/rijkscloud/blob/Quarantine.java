package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder beside the blobs for files that no row seems to need: a database restored from a backup may be older than
 * the files. A file moves in and out by a rename, {@code quarantine/<document id>.<seconds since 1970>}, and each move
 * is on disk when it returns.
 */
public final class Quarantine {
    /**
     * A file in quarantine.
     *
     * @param since the time when it was moved here
     */
    public record Entry(UUID document, Instant since) {}

    private static final Pattern NAME =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\.(\\d{1,12})");

    private final Path folder;
    private final BlobStore store;

    Quarantine(Path folder, BlobStore store) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.store = store;
    }

    /** Moves the document's file here. False when it is gone, since another server may do the same. */
    public boolean take(UUID document, Instant now) throws IOException {
        return moved(store.path(document), path(new Entry(document, now)));
    }

    /** Moves a file back to its place. False when there is one already, or this one is gone. */
    public boolean putBack(Entry entry) throws IOException {
        return moved(path(entry), store.path(entry.document()));
    }

    public void delete(Entry entry) throws IOException {
        if (Files.deleteIfExists(path(entry))) {
            BlobStore.syncFolder(folder);
        }
    }

    public List<Entry> entries() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> NAME.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> new Entry(UUID.fromString(name.group(1)),
                            Instant.ofEpochSecond(Long.parseLong(name.group(2)))))
                    .toList();
        }
    }

    /** The transfer that the file itself names. */
    public Optional<UUID> transferOf(Entry entry) throws IOException {
        return BlobLayout.transferOf(path(entry));
    }

    private Path path(Entry entry) {
        return folder.resolve(entry.document() + "." + entry.since().getEpochSecond());
    }

    private static boolean moved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to); // within one file system, so it is a rename
        } catch (NoSuchFileException | FileAlreadyExistsException otherwise) {
            return false;
        }
        BlobStore.syncFolder(to.resolveSibling(""));
        BlobStore.syncFolder(from.resolveSibling(""));
        return true;
    }
}
