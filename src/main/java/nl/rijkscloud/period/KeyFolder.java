package nl.rijkscloud.period;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps period keys in a folder: one file of 32 bytes each, readable only by the server's user. Safe for use from any
 * thread.
 */
public final class KeyFolder implements KeyPlace {
    private static final String MARK = "installation";
    private static final String KEY = ".key";

    private final Path folder;

    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder if it does not exist. */
    public static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            sync(folder.toAbsolutePath().resolveSibling(""));
        }
    }

    @Override
    public Optional<UUID> mark() throws IOException {
        try {
            return Optional.of(UUID.fromString(Files.readString(folder.resolve(MARK)).strip()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException cut) { // a power cut between making and syncing it; nothing was sealed yet
            return Optional.empty();
        }
    }

    @Override
    public void mark(UUID installation) throws IOException {
        if (mark().isEmpty()) {
            var file = folder.resolve(MARK);
            Files.deleteIfExists(file);
            try {
                write(file, installation.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            } catch (FileAlreadyExistsException another) { // another server of this portal starts at the same moment
                sync(folder);
            }
        }
    }

    @Override
    public void put(PeriodKey key) throws IOException {
        write(file(key.period()), key.bytes());
    }

    @Override
    public Optional<PeriodKey> find(UUID period) throws IOException {
        try {
            var bytes = Files.readAllBytes(file(period));
            return Optional.of(bytes).filter(whole -> whole.length == PeriodKey.LENGTH)
                    .map(whole -> new PeriodKey(period, whole));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void destroy(UUID period) throws IOException {
        var file = file(period);
        try (var channel = FileChannel.open(file, WRITE)) {
            channel.write(ByteBuffer.allocate(PeriodKey.LENGTH));
            channel.force(true);
        } catch (NoSuchFileException gone) {
            return;
        }
        Files.deleteIfExists(file);
        sync(folder);
    }

    @Override
    public List<UUID> periods() throws IOException {
        var found = new ArrayList<UUID>();
        try (var files = Files.newDirectoryStream(folder, "*" + KEY)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                try {
                    found.add(UUID.fromString(name.substring(0, name.length() - KEY.length())));
                } catch (IllegalArgumentException notOurs) {
                    // another file, which stays
                }
            }
        } catch (DirectoryIteratorException | UncheckedIOException broken) {
            throw new IOException(broken);
        }
        return found;
    }

    private Path file(UUID period) {
        return folder.resolve(period + KEY);
    }

    private void write(Path file, byte[] content) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(file, Set.of(WRITE, CREATE_NEW), owner)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        sync(folder);
    }

    /** Syncs the folder, which makes the name of a file durable. */
    private static void sync(Path folder) throws IOException {
        try (var names = FileChannel.open(folder, READ)) {
            names.force(true);
        }
    }
}
