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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.SegmentSealer;
import nl.rijkscloud.kernel.FolderWrite;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.vault.TransferKey;

/**
 * Blobs as files of a folder, one for each document, see {@link FolderPlace}. Writers are kept apart by the locks of
 * the file system, which all servers share.
 */
final class FolderBlobStore implements BlobCopy.SealedStore {
    private static final Pattern NAME = Pattern.compile(
            "(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\" + FolderPlace.SUFFIX);

    private final FolderPlace place;
    private final FileStore disk;
    private final SecureRandom random;
    private final Quarantine quarantine;
    private final Optional<UUID> mark;
    private final AtomicInteger probes = new AtomicInteger();

    /** Makes the folders, so that a document's creation has to sync only its own name. */
    FolderBlobStore(Path folder, SecureRandom random) throws IOException {
        this.place = new FolderPlace(folder, 0);
        this.random = random;
        for (var i = 0; i < PARTS; i++) {
            Files.createDirectories(part(i));
        }
        disk = Files.getFileStore(folder);
        mark = place.mark();
        quarantine = new FolderQuarantine(folder.resolve("quarantine"), place);
        FolderPlace.sync(folder);
    }

    /** The mark is missing when the disk is gone, or another one is mounted in its place. */
    @Override
    public void confirm() throws IOException {
        if (!place.mark().equals(mark)) {
            throw new StoreAway(
                    "the blob folder does not carry this portal's mark: it is not mounted, or another one is");
        }
    }

    /** Writes to the folders in turn. */
    @Override
    public boolean probe() throws IOException {
        confirm();
        return FolderWrite.probe(part(Math.floorMod(probes.getAndIncrement(), PARTS)));
    }

    @Override
    public Quarantine quarantine() {
        return quarantine;
    }

    @Override
    public long usableSpace() throws IOException {
        return disk.getUsableSpace();
    }

    @Override
    public void create(TransferKey key, UUID document, long length) throws IOException {
        confirm();
        var path = path(document);
        try (var file = FileChannel.open(path, WRITE, CREATE_NEW)) {
            var header = BlobLayout.floeKey(key, document, length).newHeader(random);
            var block = BlobLayout.firstBlock(key.transfer(), document, header.encoded());
            while (block.hasRemaining()) {
                file.write(block);
            }
            file.force(true);
        }
        FolderPlace.sync(path.resolveSibling(""));
    }

    @Override
    public BlobWriter begin(TransferKey key, UUID document, long length, long epoch) throws IOException {
        var header = BlobLayout.floeKey(key, document, length).newHeader(random);
        var file = LockedFile.create(path(document), BlobLayout.firstBlock(key.transfer(), document, header.encoded()),
                random);
        return new BlobWriter(file, new SegmentSealer(header, random), length, 0, epoch);
    }

    @Override
    public BlobCopy.Sealed sealed(UUID document) throws IOException {
        var transfer = transferOf(document)
                .orElseThrow(() -> new NoSuchFileException("document " + document));
        var file = opened(document);
        try {
            return new BlobCopy.Sealed(
                    transfer, BlobLayout.header(file, transfer, document), BlobSource.cached(file));
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    @Override
    public BlobTarget begin(UUID transfer, UUID document, byte[] header, long epoch) throws IOException {
        return LockedFile.create(path(document), BlobLayout.firstBlock(transfer, document, header), random);
    }

    @Override
    public Optional<LockedBlob> lock(UUID document) throws IOException {
        try {
            return LockedFile.of(path(document), random).map(Function.identity());
        } catch (NoSuchFileException missing) {
            confirm();
            throw missing;
        }
    }

    @Override
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

    @Override
    public BlobReader read(TransferKey key, UUID document, long length) throws IOException, FloeException {
        return read(key, document, length, true, BlobSource::cached);
    }

    @Override
    public BlobReader readBegun(TransferKey key, UUID document, long length) throws IOException, FloeException {
        return read(key, document, length, false, BlobSource::cached);
    }

    @Override
    public BlobReader readThrough(TransferKey key, UUID document, long length, ByteBuffer window)
            throws IOException, FloeException {
        return read(key, document, length, true, file -> through(document, file, window));
    }

    private BlobSource through(UUID document, FileChannel file, ByteBuffer window) {
        return BlobFile.DirectIo.open(path(document), READ)
                .<BlobSource>map(direct -> new BlobSource.ReadAhead(direct, file, window))
                .orElseGet(() -> BlobSource.cached(file));
    }

    @Override
    public BlobReader.Ciphertext ciphertext(UUID transfer, UUID document, long length, ByteBuffer window)
            throws IOException {
        var file = opened(document);
        var source = through(document, file, window);
        try {
            if (file.size() != BlobLayout.fileLength(length)) {
                throw new BlobReader.Changed(document, "does not have its length");
            }
            var block = source.read(0, BlobLayout.BLOCK, ByteBuffer.allocate(BlobLayout.BLOCK));
            return new BlobReader.Ciphertext(document, source, BlobLayout.header(block, transfer, document), length);
        } catch (IOException | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    private BlobReader read(TransferKey key, UUID document, long length, boolean whole,
            Function<FileChannel, BlobSource> source)
            throws IOException, FloeException {
        var file = opened(document);
        try {
            if (whole && file.size() != BlobLayout.fileLength(length)) {
                throw new IOException("blob of document " + document + " does not have its length");
            }
            var header = BlobLayout.floeKey(key, document, length)
                    .verifiedHeader(BlobLayout.header(file, key.transfer(), document));
            // last, since a source may hold a second descriptor
            return new BlobReader(source.apply(file), header, length);
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

    @Override
    public void delete(UUID document) throws IOException {
        if (Files.deleteIfExists(path(document))) {
            FolderPlace.sync(path(document).resolveSibling(""));
        }
    }

    @Override
    public List<UUID> documents(int part) throws IOException {
        try (var files = Files.list(part(part))) {
            return files.map(path -> NAME.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> UUID.fromString(name.group(1)))
                    .toList();
        }
    }

    @Override
    public Optional<Instant> writtenAt(UUID document) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(path(document)).toInstant());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<UUID> transferOf(UUID document) throws IOException {
        return BlobLayout.transferOf(path(document));
    }

    Path path(UUID document) {
        return place.path(document);
    }

    private Path part(int number) {
        return place.folder().resolve("%02x".formatted(number));
    }
}
