package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.vault.Sha256;

/**
 * Copies sealed documents from the portal's store to one of another kind, without a key. A copy is read back and
 * compared before it is marked as whole. A marked copy is not made again, so an interrupted run continues. Copies of
 * documents that the portal has destroyed are deleted. Blocks; one thread at a time.
 */
public final class BlobCopy {
    /** A document as its row has it. */
    public record Document(UUID id, long length, long offset, long epoch, boolean complete) {
        private long segments() {
            return complete
                    ? BlobLayout.PARAMETERS.segments(length)
                    : offset / BlobLayout.PARAMETERS.plaintextPerSegment();
        }
    }

    /** The place that is copied to cannot be used; the message is a sentence for the operator. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /** A store as a copy sees it: sealed bytes, and no key. */
    interface SealedStore extends BlobStore {
        /** Opens the stored bytes of a document. */
        Sealed sealed(UUID document) throws IOException;

        /** Begins a document whose sealed bytes are given. */
        BlobTarget begin(UUID transfer, UUID document, byte[] header, long epoch) throws IOException;
    }

    /** @param header encoded */
    record Sealed(UUID transfer, byte[] header, BlobSource source) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            source.close();
        }

        @Override
        public String toString() {
            return "Sealed[" + transfer + "]";
        }
    }

    private static final int AT_ONCE = ObjectLayout.MOST_SEGMENTS;
    private static final int SEGMENT = BlobLayout.PARAMETERS.segmentLength();
    private static final long MEMORY = 16L << 20;

    private final SealedStore from;
    private final SealedStore to;
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SEGMENT);

    BlobCopy(SealedStore from, SealedStore to) {
        this.from = from;
        this.to = to;
        for (var i = 0; i < AT_ONCE; i++) {
            buffers.add(BlobFile.DirectIo.aligned(SEGMENT));
        }
    }

    /**
     * Opens both stores. Marks the second one as this portal's, if nobody has.
     *
     * @param config with both places
     */
    public static BlobCopy open(Config.Storage config, Config.StorageKind kind, Database database) throws IOException {
        var target = place(config, kind);
        for (var refusal : target.refusals()) {
            throw new Refused(refusal);
        }
        var mark = place(config, config.kind()).mark()
                .orElseThrow(() -> new Refused("storage: the portal's own store does not carry its mark"));
        var present = target.mark();
        if (present.filter(other -> !other.equals(mark)).isPresent()) {
            throw new Refused(target.describe(BlobPlace.Trouble.FOREIGN));
        }
        if (present.isEmpty()) {
            if (target.holdsDocuments()) {
                throw new Refused(target.describe(BlobPlace.Trouble.IN_USE));
            }
            target.setMark(mark);
        }
        return new BlobCopy(store(config, config.kind(), database), store(config, kind, database));
    }

    private static BlobPlace place(Config.Storage config, Config.StorageKind kind) {
        return kind == Config.StorageKind.S3
                ? new ObjectPlace(config) : new FolderPlace(config.folder(), config.memoryBudget());
    }

    private static SealedStore store(Config.Storage config, Config.StorageKind kind, Database database)
            throws IOException {
        return kind == Config.StorageKind.S3
                ? new ObjectBlobStore(new ObjectPlace(config), new ObjectRecordStore(database), MEMORY,
                        new SecureRandom())
                : new FolderBlobStore(config.folder(), new SecureRandom());
    }

    /**
     * Copies the document's present segments.
     *
     * @return false if it was copied before
     */
    public boolean copy(Document document) throws IOException {
        if (isWhole(document.id())) {
            return false;
        }
        try (var sealed = from.sealed(document.id())) {
            to.delete(document.id()); // an earlier copy, which may be shorter
            copy(document, sealed);
            return true;
        }
    }

    private void copy(Document document, Sealed sealed) throws IOException {
        try (var target = to.begin(sealed.transfer(), document.id(), sealed.header(), document.epoch())) {
            var written = write(document, sealed.source(), target);
            target.sync();
            if (!MessageDigest.isEqual(written, read(document))) {
                throw new IOException("the copy of document " + document.id() + " is not what was copied");
            }
            if (document.complete()) {
                target.finish(document.epoch());
            }
        }
    }

    private boolean isWhole(UUID document) throws IOException {
        try {
            var locked = to.lock(document);
            if (locked.isPresent()) {
                locked.get().close();
            }
            return locked.isEmpty();
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private byte[] write(Document document, BlobSource source, BlobTarget target) throws IOException {
        var digest = Sha256.digest();
        for (var first = 0L; first < document.segments(); first += AT_ONCE) {
            var batch = new ArrayList<ByteBuffer>();
            for (var index = first; index < Math.min(document.segments(), first + AT_ONCE); index++) {
                var bytes = source.read(BlobLayout.start(index), sealedLength(document, index), scratch);
                digest.update(bytes.duplicate());
                batch.add(buffers.get(batch.size()).clear().put(bytes).flip());
            }
            target.write(batch.toArray(ByteBuffer[]::new), BlobLayout.start(first));
        }
        return digest.digest();
    }

    private byte[] read(Document document) throws IOException {
        var digest = Sha256.digest();
        try (var copy = to.sealed(document.id())) {
            for (var index = 0L; index < document.segments(); index++) {
                var bytes = copy.source().read(BlobLayout.start(index), sealedLength(document, index), scratch);
                digest.update(bytes.duplicate());
            }
        }
        return digest.digest();
    }

    private static int sealedLength(Document document, long index) {
        return BlobLayout.PARAMETERS.plaintextIn(index, document.length())
                + SEGMENT - BlobLayout.PARAMETERS.plaintextPerSegment();
    }

    /**
     * Deletes copies that no row needs any more.
     *
     * @param needed the documents with a row in this part of the store
     * @return their number
     */
    public int forget(int part, Set<UUID> needed) throws IOException {
        var gone = new HashSet<>(to.documents(part));
        gone.removeAll(needed);
        for (var document : gone) {
            to.delete(document);
        }
        return gone.size();
    }
}
