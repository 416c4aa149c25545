package nl.rijkscloud.ledger;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.kernel.FolderWrite;

/**
 * Keeps the ledger in a folder with one folder for each server: a file for each day, to which lines are added, and the
 * file {@code position}. Only the server's user may read it.
 */
final class FolderLedger implements LedgerPlace {
    private static final String MARK = "installation";
    private static final String POSITION = "position";
    private static final String DAY = ".log";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    FolderLedger(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder if it does not exist. */
    static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, OWNERS_FOLDER);
            sync(folder.toAbsolutePath().resolveSibling(""));
        } catch (FileAlreadyExistsException there) {
            sync(folder);
        }
    }

    @Override
    public Optional<UUID> mark() throws IOException {
        return read(folder.resolve(MARK)).flatMap(FolderLedger::id);
    }

    @Override
    public void mark(UUID installation) throws IOException {
        replace(folder.resolve(MARK), installation.toString());
    }

    /** An empty line before each entry separates it from an entry that a crash cut off. */
    @Override
    public synchronized void append(UUID node, LedgerEntry entry) throws IOException {
        var own = folder.resolve(node.toString());
        make(own);
        var file = own.resolve(entry.at().atOffset(ZoneOffset.UTC).toLocalDate() + DAY);
        var isNew = !Files.exists(file);
        write(file, "\n" + entry.line() + "\n", CREATE, APPEND);
        if (isNew) {
            sync(own);
        }
    }

    @Override
    public List<LedgerEntry> entries(LocalDate day) throws IOException {
        var found = new ArrayList<LedgerEntry>();
        for (var node : nodes()) {
            read(node.resolve(day + DAY)).stream().flatMap(String::lines)
                    .flatMap(line -> LedgerEntry.parse(line).stream()).forEach(found::add);
        }
        return found;
    }

    @Override
    public Map<UUID, Long> positions() throws IOException {
        var found = new HashMap<UUID, Long>();
        for (var node : nodes()) {
            try {
                read(node.resolve(POSITION)).map(String::strip).map(Long::valueOf)
                        .ifPresent(position -> found.put(UUID.fromString(node.getFileName().toString()), position));
            } catch (NumberFormatException damaged) {
                throw new IOException("the file " + POSITION + " in " + node + " holds no number", damaged);
            }
        }
        return found;
    }

    @Override
    public void setPosition(UUID node, long position) throws IOException {
        var own = folder.resolve(node.toString());
        make(own);
        replace(own.resolve(POSITION), Long.toString(position));
    }

    @Override
    public void removePosition(UUID node) throws IOException {
        var own = folder.resolve(node.toString());
        if (Files.deleteIfExists(own.resolve(POSITION))) {
            sync(own);
            removeIfEmpty(own);
        }
    }

    @Override
    public void removeBefore(LocalDate day) throws IOException {
        for (var node : nodes()) {
            var removed = false;
            for (var file : list(node, "*" + DAY)) {
                removed |= day(file).filter(day::isAfter).isPresent() && Files.deleteIfExists(file);
            }
            if (removed) { // a server that has just begun has an empty folder too
                removeIfEmpty(node);
            }
        }
    }

    private static void removeIfEmpty(Path node) throws IOException {
        if (list(node, "*").isEmpty()) {
            Files.deleteIfExists(node);
        }
    }

    @Override
    public boolean probe() throws IOException {
        return FolderWrite.probe(folder);
    }

    private List<Path> nodes() throws IOException {
        return list(folder, "*").stream()
                .filter(path -> id(path.getFileName().toString()).isPresent() && Files.isDirectory(path)).toList();
    }

    private static List<Path> list(Path folder, String names) throws IOException {
        try (var files = Files.newDirectoryStream(folder, names)) {
            var found = new ArrayList<Path>();
            files.forEach(found::add);
            return found;
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(Path file) {
        var name = file.getFileName().toString();
        try {
            return Optional.of(LocalDate.parse(name.substring(0, name.length() - DAY.length())));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Replaces the file by a rename, so that a reader finds the old or the new content. */
    private static void replace(Path file, String content) throws IOException {
        var parts = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
        write(parts, content, CREATE_NEW, WRITE, TRUNCATE_EXISTING);
        Files.move(parts, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.resolveSibling(""));
    }

    private static void write(Path file, String content, OpenOption... how) throws IOException {
        try (var channel = FileChannel.open(file, Set.of(how), OWNER)) {
            var buffer = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var names = FileChannel.open(folder, READ)) {
            names.force(true);
        }
    }
}
