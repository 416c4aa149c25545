package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.SegmentSealer;
import nl.rijkscloud.vault.TransferKey;

/** The file of one document, locked against all other writers until this is closed. */
final class LockedFile implements LockedBlob, BlobTarget {
    private final Path path;
    private final FileChannel file;
    private final BlobFile segments;
    private final OptionalLong wholeSince;
    private final SecureRandom random;
    private boolean written;
    private boolean unnamed; // its name may not be on disk yet

    private LockedFile(Path path, FileChannel file, BlobFile segments, OptionalLong wholeSince, SecureRandom random) {
        this.path = path;
        this.file = file;
        this.segments = segments;
        this.wholeSince = wholeSince;
        this.random = random;
    }

    /** Empty when another writer has the file, or when its document is whole. */
    static Optional<LockedFile> of(Path path, SecureRandom random) throws IOException {
        if (WholeMark.isProtected(path)) {
            return Optional.empty();
        }
        FileChannel file;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (AccessDeniedException refused) {
            if (WholeMark.isProtected(path)) {
                return Optional.empty(); // it became whole meanwhile
            }
            throw refused;
        }
        // before the lock, which the system drops with the first of our descriptors that closes
        var segments = BlobFile.of(path, file);
        try {
            if (lock(file)) {
                return Optional.of(new LockedFile(path, file, segments, WholeMark.epoch(file), random));
            }
        } catch (IOException | RuntimeException failure) {
            segments.close();
            throw failure;
        }
        segments.close();
        return Optional.empty();
    }

    /** Makes the file of a new document. Its name is on disk after the first sync. */
    static LockedFile create(Path path, ByteBuffer firstBlock, SecureRandom random) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW);
        try {
            if (!lock(file)) {
                throw new IOException(path.getFileName() + " is new, and somebody has it");
            }
            while (firstBlock.hasRemaining()) {
                file.write(firstBlock);
            }
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
        var blob = new LockedFile(path, file, new BlobFile.CachedFile(file), OptionalLong.empty(), random);
        blob.unnamed = true;
        return blob;
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false; // another server in this process
        }
    }

    @Override
    public BlobWriter writer(TransferKey key, UUID document, long length, long offset, long epoch) throws IOException {
        try {
            var header = BlobLayout.floeKey(key, document, length)
                    .verifiedHeader(BlobLayout.header(file, key.transfer(), document));
            var next = offset / BlobLayout.PARAMETERS.plaintextPerSegment();
            if (file.size() < BlobLayout.start(next)) {
                throw new IOException("blob of document " + document + " is shorter than what was acknowledged");
            }
            if (wholeSince.isPresent()) {
                reopen(document, epoch);
            }
            written = true;
            file.truncate(BlobLayout.start(next));
            return new BlobWriter(this, new SegmentSealer(header, random), length, next, epoch);
        } catch (FloeException | RuntimeException failure) {
            throw new IOException("blob of document " + document, failure);
        }
    }

    private void reopen(UUID document, long epoch) throws IOException {
        if (wholeSince.getAsLong() >= epoch) {
            throw new IOException("blob of document " + document + " was finished by a later writer");
        }
        WholeMark.clear(file);
    }

    @Override
    public void write(ByteBuffer[] batch, long position) throws IOException {
        segments.write(batch, position);
    }

    @Override
    public void sync() throws IOException {
        if (unnamed) {
            syncAll();
        } else {
            segments.sync();
        }
    }

    @Override
    public void finish(long epoch) throws IOException {
        WholeMark.set(path, file, epoch);
        syncAll();
    }

    private void syncAll() throws IOException {
        file.force(true);
        if (unnamed) {
            FolderPlace.sync(path.resolveSibling(""));
            unnamed = false;
        }
    }

    @Override
    public void cutBack(long next) throws IOException {
        file.truncate(BlobLayout.start(next));
    }

    @Override
    public void close() throws IOException {
        try (segments) {
            if (wholeSince.isPresent() && !written) {
                WholeMark.protect(path);
            }
        }
    }
}
