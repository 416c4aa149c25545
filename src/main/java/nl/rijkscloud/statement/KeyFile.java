package nl.rijkscloud.statement;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * The file of the signing key: a JWK Set whose first key has its secret, with the public halves of all earlier keys. It
 * is made and rotated by a command, never by a server: several servers share one portal's key. Blocks.
 */
public final class KeyFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private KeyFile() {}

    /** Throws with a sentence for the operator if the file has another form; names no content. */
    public static KeyRing readPublic(Path file) throws IOException {
        return read(file).shown();
    }

    static KeyRing.Private read(Path file) throws IOException {
        try {
            return KeyRing.Private.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            throw new IOException("it is not a file that the command statement-key has made");
        }
    }

    /** Makes a first key. Throws {@code FileAlreadyExistsException} rather than overwrite one. */
    public static KeyRing make(Path file, Instant now) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        return write(file, KeyRing.Private.begin(now));
    }

    /** Makes a new key, and keeps the public half of the one before. A crash leaves the old file or the new one. */
    public static KeyRing rotate(Path file, Instant now) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return write(file, read(file).rotate(now));
    }

    private static KeyRing write(Path file, KeyRing.Private ring) throws IOException {
        var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new",
                OWNER_ONLY);
        try {
            Files.writeString(fresh, ring.text());
            if (Files.exists(file)) {
                keepRights(file, fresh);
            }
            try (var written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return ring.shown();
    }

    /** The server's user has to be able to read the new file as it read the old one. */
    private static void keepRights(Path old, Path fresh) throws IOException {
        if (Files.getFileStore(old).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(old));
            Files.setOwner(fresh, Files.getOwner(old));
        }
    }
}
