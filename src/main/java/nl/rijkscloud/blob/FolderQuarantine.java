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
 * The folder beside the blobs for files in quarantine. A file moves in and out by a rename, {@code
 * quarantine/<document id>.<seconds since 1970>}.
 */
final class FolderQuarantine implements Quarantine {
    private static final Pattern NAME =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\.(\\d{1,12})");

    private final Path folder;
    private final FolderPlace place;

    FolderQuarantine(Path folder, FolderPlace place) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.place = place;
    }

    @Override
    public boolean take(UUID document, Instant now) throws IOException {
        return moved(place.path(document), path(new Entry(document, now)));
    }

    @Override
    public boolean putBack(Entry entry) throws IOException {
        return moved(path(entry), place.path(entry.document()));
    }

    @Override
    public void delete(Entry entry) throws IOException {
        if (Files.deleteIfExists(path(entry))) {
            FolderPlace.sync(folder);
        }
    }

    @Override
    public List<Entry> entries() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> NAME.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> new Entry(UUID.fromString(name.group(1)),
                            Instant.ofEpochSecond(Long.parseLong(name.group(2)))))
                    .toList();
        }
    }

    @Override
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
        FolderPlace.sync(to.resolveSibling(""));
        FolderPlace.sync(from.resolveSibling(""));
        return true;
    }
}
