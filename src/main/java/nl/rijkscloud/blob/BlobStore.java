package nl.rijkscloud.blob;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.FloeKey;
import nl.rijkscloud.floe.SegmentOpener;
import nl.rijkscloud.floe.SegmentSealer;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.TransferKey;

/**
 * The folder of blob files, {@code <first two digits>/<document id>.blob}. Everything here blocks: call it on a worker
 * or virtual thread. Files hold ciphertext only, and their names only random ids.
 */
public final class BlobStore {
    /** Files are spread over this many folders, by the first byte of their ids. */
    public static final int FOLDERS = 256;

    private static final String SUFFIX = ".blob";
    private static final String FOLDER = "%02x";
    private static final Pattern NAME =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\" + SUFFIX);

    private final Path folder;
    private final FileStore disk;
    private final SecureRandom random;
    private final Quarantine quarantine;
    private final Optional<UUID> mark;

    /** Makes the folders, so that a document's creation has to sync only its own name. */
    public BlobStore(Path folder, SecureRandom random) throws IOException {
        this.folder = folder;
        this.random = random;
        for (var i = 0; i < FOLDERS; i++) {
            Files.createDirectories(folder.resolve(FOLDER.formatted(i)));
        }
        disk = Files.getFileStore(folder);
        mark = FolderMark.read(folder);
        quarantine = new Quarantine(folder.resolve("quarantine"), this);
        syncFolder(folder);
    }

    /**
     * Fails with {@link FolderGone} when the folder is not the one that it was at the start any more: its disk is gone,
     * or another one is mounted there.
     */
    public void confirm() throws IOException {
        if (!FolderMark.read(folder).equals(mark)) {
            throw new FolderGone();
        }
    }

    /** The place in which files wait that no row seems to need. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Bytes that the file system still has for us. */
    public long usableSpace() throws IOException {
        return disk.getUsableSpace();
    }

    /** Writes the first block of a new document; when this returns, file and name survive a power cut. */
    public void create(TransferKey key, UUID document, long length) throws IOException {
        confirm();
        var path = path(document);
        try (var file = FileChannel.open(path, WRITE, CREATE_NEW)) {
            var header = floeKey(key, document, length).newHeader(random);
            var block = BlobLayout.firstBlock(key.transfer(), document, header.encoded());
            while (block.hasRemaining()) {
                file.write(block);
            }
            file.force(true);
        }
        syncFolder(path.resolveSibling(""));
    }

    /**
     * Begins the file of a new document, and writes it at once. Nothing of it survives a power cut before the writer's
     * first sync, which syncs its name too: no row may name the document before that. Call {@link #confirm} first.
     *
     * @param epoch of the row that will be written
     */
    public BlobWriter begin(TransferKey key, UUID document, long length, long epoch) throws IOException {
        var header = floeKey(key, document, length).newHeader(random);
        var file = LockedBlob.create(path(document), BlobLayout.firstBlock(key.transfer(), document, header.encoded()),
                random);
        return new BlobWriter(file, new SegmentSealer(header, random), length, 0, epoch);
    }

    /** Takes the document's file for writing. Nothing when somebody else has it, or when the document is whole. */
    public Optional<LockedBlob> lock(UUID document) throws IOException {
        try {
            return LockedBlob.of(path(document), random);
        } catch (NoSuchFileException missing) {
            confirm();
            throw missing;
        }
    }

    /**
     * Lets a document be written again that is marked as whole, if the mark is older than the row's epoch: its writer
     * died before the row said so.
     *
     * @param epoch of a row that still takes bytes, and was fenced just now
     * @return whether {@link #lock} is worth another try
     */
    public boolean reopen(UUID document, long epoch) throws IOException {
        var path = path(document);
        if (!WholeMark.isProtected(path)) {
            return false;
        }
        try (var file = FileChannel.open(path, READ)) {
            var whole = WholeMark.epoch(file);
            if (whole.isPresent() && whole.getAsLong() >= epoch) {
                return false;
            }
        }
        WholeMark.unprotect(path);
        return true;
    }

    /** Opens a complete document for reading, in any order. */
    public BlobReader read(TransferKey key, UUID document, long length) throws IOException, FloeException {
        return read(key, document, length, true, BlobSource::cached);
    }

    /**
     * Opens a document that may not be complete, for reading: the reader stays below the row's offset, where the file
     * is as it will be.
     *
     * @param length of the whole document
     */
    public BlobReader readBegun(TransferKey key, UUID document, long length) throws IOException, FloeException {
        return read(key, document, length, false, BlobSource::cached);
    }

    /**
     * Opens a complete document for reading it once, from its beginning to its end, from the device where the file
     * system can do that.
     *
     * @param window of {@link #window}; the reader's until it is closed
     */
    public BlobReader readThrough(TransferKey key, UUID document, long length, ByteBuffer window)
            throws IOException, FloeException {
        return read(key, document, length, true, file -> DirectIo.open(path(document), READ)
                .<BlobSource>map(direct -> new ReadAhead(direct, file, window))
                .orElseGet(() -> BlobSource.cached(file)));
    }

    /**
     * Memory for {@link #readThrough}, off the heap; what is made once can be used for many documents, one after the
     * other.
     */
    public static ByteBuffer window() {
        return DirectIo.aligned(ReadAhead.WINDOW);
    }

    private BlobReader read(TransferKey key, UUID document, long length, boolean whole,
            Function<FileChannel, BlobSource> source)
            throws IOException, FloeException {
        var file = opened(document);
        try {
            if (whole && file.size() != BlobLayout.fileLength(length)) {
                throw new IOException("blob of document " + document + " does not have its length");
            }
            var header = floeKey(key, document, length)
                    .verifiedHeader(BlobLayout.header(file, key.transfer(), document));
            var opener = new SegmentOpener(header);
            // last, since a source may hold a second descriptor
            return new BlobReader(source.apply(file), opener, length);
        } catch (FloeException | IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private FileChannel opened(UUID document) throws IOException {
        try {
            return FileChannel.open(path(document), READ);
        } catch (NoSuchFileException missing) {
            confirm();
            throw missing;
        }
    }

    /** Removes the file, if it is there. Returns when its name is gone from disk. */
    public void delete(UUID document) throws IOException {
        if (Files.deleteIfExists(path(document))) {
            syncFolder(path(document).resolveSibling(""));
        }
    }

    /**
     * The documents that have a file in one of the folders; what else lies there is left out. Files may come and go
     * meanwhile.
     *
     * @param number the folder, the first byte of its documents' ids: 0 to 255
     */
    public List<UUID> documents(int number) throws IOException {
        try (var files = Files.list(folder.resolve(FOLDER.formatted(number)))) {
            return files.map(path -> NAME.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> UUID.fromString(name.group(1)))
                    .toList();
        }
    }

    /** The moment of the last write to the document's file; empty when it has no file. */
    public Optional<Instant> writtenAt(UUID document) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(path(document)).toInstant());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** The transfer that the document's file names; nothing when it names none, or is gone. */
    public Optional<UUID> transferOf(UUID document) throws IOException {
        return BlobLayout.transferOf(path(document));
    }

    public Path path(UUID document) {
        var name = document.toString();
        return folder.resolve(name.substring(0, 2)).resolve(name + SUFFIX);
    }

    static FloeKey floeKey(TransferKey key, UUID document, long length) {
        return new FloeKey(BlobLayout.PARAMETERS, key.documentKey(document), key.documentContext(document, length),
                Aead.PROVIDER);
    }

    static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
