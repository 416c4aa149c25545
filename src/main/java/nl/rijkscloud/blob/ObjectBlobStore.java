package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.blob.ObjectLayout.Named;
import nl.rijkscloud.blob.ObjectRecordStore.Blob;
import nl.rijkscloud.bucket.Bucket;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.FloeHeader;
import nl.rijkscloud.floe.SegmentSealer;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.vault.TransferKey;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as objects of a bucket, see {@link ObjectLayout}. It locks nothing: writers are kept apart by the epoch under
 * which {@link ObjectRecordStore} records objects, in the database that all servers share.
 */
final class ObjectBlobStore implements BlobCopy.SealedStore {
    private static final int FEW = 1;
    private static final int ALL = Integer.MAX_VALUE;

    private final Bucket bucket;
    private final ObjectPlace place;
    private final ObjectRecordStore records;
    private final SegmentPool.Loans memory;
    private final SecureRandom random;
    private final @Nullable UUID mark;

    /** @param bytes of memory that all writers and readers may have */
    ObjectBlobStore(ObjectPlace place, ObjectRecordStore records, long bytes, SecureRandom random) throws IOException {
        this.bucket = place.bucket();
        this.place = place;
        this.records = records;
        this.memory = new SegmentPool.Loans(bytes);
        this.random = random;
        this.mark = place.mark().orElse(null);
    }

    @Override
    public void confirm() throws IOException {
        if (!place.mark().equals(Optional.ofNullable(mark))) {
            throw new StoreAway("the bucket does not carry this portal's mark");
        }
    }

    @Override
    public boolean probe() throws IOException {
        confirm();
        return place.probe();
    }

    /** Unknown for a bucket. A full bucket refuses writes. */
    @Override
    public long usableSpace() {
        return Long.MAX_VALUE;
    }

    @Override
    public void create(TransferKey key, UUID document, long length) throws IOException {
        confirm();
        insert(key.transfer(), document, newHeader(key, document, length).encoded(), 0);
    }

    @Override
    public BlobCopy.Sealed sealed(UUID document) throws IOException {
        var blob = found(document);
        return new BlobCopy.Sealed(blob.transfer(), blob.header(),
                new ObjectSource(bucket, records, memory, document, blob.segments(), List.of()));
    }

    @Override
    public BlobTarget begin(UUID transfer, UUID document, byte[] header, long epoch) {
        return new ObjectTarget(bucket, records, memory, document, BlobLayout.firstBlock(transfer, document, header),
                epoch, 0, Optional.of(() -> insert(transfer, document, header, epoch)));
    }

    @Override
    public BlobWriter begin(TransferKey key, UUID document, long length, long epoch) {
        var header = newHeader(key, document, length);
        var target = begin(key.transfer(), document, header.encoded(), epoch);
        return new BlobWriter(target, new SegmentSealer(header, random), length, 0, epoch);
    }

    private FloeHeader newHeader(TransferKey key, UUID document, long length) {
        return BlobLayout.floeKey(key, document, length).newHeader(random);
    }

    private void insert(UUID transfer, UUID document, byte[] header, long epoch) {
        if (!records.insert(document, transfer, header, epoch)) {
            throw new IllegalStateException("document " + document + " is there already");
        }
    }

    @Override
    public Optional<LockedBlob> lock(UUID document) throws IOException {
        return found(document).wholeEpoch().isPresent() ? Optional.empty() : Optional.of(new Taken());
    }

    /** Holds nothing: the writer's epoch does. */
    private final class Taken implements LockedBlob {
        @Override
        public BlobWriter writer(TransferKey key, UUID document, long length, long offset, long epoch)
                throws IOException {
            var blob = found(document);
            var next = offset / BlobLayout.PARAMETERS.plaintextPerSegment();
            if (blob.segments() < next) {
                throw new IOException("blob of document " + document + " is shorter than what was acknowledged");
            }
            try {
                var header = verified(key, blob, length);
                var late = records.fence(document, epoch, next)
                        .orElseThrow(() -> new BlobWriter.Displaced(document));
                bucket.delete(late.stream().map(part -> ObjectLayout.key(document, part)).toList());
                var target = new ObjectTarget(bucket, records, memory, document,
                        BlobLayout.firstBlock(key.transfer(), document, blob.header()), epoch, next, Optional.empty());
                return new BlobWriter(target, new SegmentSealer(header, random), length, next, epoch);
            } catch (FloeException damaged) {
                throw new IOException("blob of document " + document, damaged);
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public boolean reopen(UUID document, long epoch) {
        return records.reopen(document, epoch);
    }

    @Override
    public BlobReader read(TransferKey key, UUID document, long length) throws IOException, FloeException {
        return reader(key, document, length, true, List.of());
    }

    @Override
    public BlobReader readBegun(TransferKey key, UUID document, long length) throws IOException, FloeException {
        return reader(key, document, length, false, List.of());
    }

    @Override
    public BlobReader readThrough(TransferKey key, UUID document, long length, ByteBuffer window)
            throws IOException, FloeException {
        return reader(key, document, length, true, ObjectSource.segments(window));
    }

    @Override
    public BlobReader.Ciphertext ciphertext(UUID transfer, UUID document, long length, ByteBuffer window)
            throws IOException {
        var blob = found(document);
        if (!blob.transfer().equals(transfer) || blob.segments() != BlobLayout.PARAMETERS.segments(length)) {
            throw new BlobReader.Changed(document, "is recorded as another one");
        }
        return new BlobReader.Ciphertext(document,
                new ObjectSource(bucket, records, memory, document, blob.segments(), ObjectSource.segments(window)),
                blob.header(), length);
    }

    private BlobReader reader(TransferKey key, UUID document, long length, boolean whole, List<ByteBuffer> window)
            throws IOException, FloeException {
        var blob = found(document);
        if (whole && blob.segments() != BlobLayout.PARAMETERS.segments(length)) {
            throw new IOException("blob of document " + document + " does not have its length");
        }
        return new BlobReader(new ObjectSource(bucket, records, memory, document, blob.segments(), window),
                verified(key, blob, length), length);
    }

    private static FloeHeader verified(TransferKey key, Blob blob, long length) throws FloeException, IOException {
        if (!blob.transfer().equals(key.transfer())) {
            throw new IOException("blob of document " + blob.document() + " is of another transfer");
        }
        return BlobLayout.floeKey(key, blob.document(), length).verifiedHeader(blob.header());
    }

    private Blob found(UUID document) throws IOException {
        var found = records.find(document);
        if (found.isEmpty()) {
            confirm();
            throw new NoSuchFileException("document " + document);
        }
        return found.get();
    }

    /** Segments of memory that writers and readers have now. */
    int lent() {
        return memory.lent();
    }

    /**
     * Deletes objects first, so that the records still name those that a crash leaves. The sweep deletes objects that a
     * lagging list did not show.
     */
    @Override
    public void delete(UUID document) throws IOException {
        var keys = new HashSet<String>();
        records.parts(document, 0, ALL).forEach(part -> keys.add(ObjectLayout.key(document, part)));
        bucket.list(ObjectLayout.folder(document)).forEach(object -> keys.add(object.key()));
        bucket.delete(List.copyOf(keys));
        records.delete(document);
    }

    @Override
    public List<UUID> documents(int part) throws IOException {
        var documents = new LinkedHashSet<UUID>();
        for (var folder : bucket.folders(ObjectLayout.part(part))) {
            ObjectLayout.document(folder).ifPresent(documents::add);
        }
        documents.addAll(records.begun(part));
        records.aside().forEach(entry -> documents.remove(entry.document()));
        return List.copyOf(documents);
    }

    /** An object that cannot be recorded any more was left by a crash, a writer that was fenced, or a lost answer. */
    @Override
    public void tidy(int part) throws IOException {
        var named = bucket.list(ObjectLayout.part(part)).stream()
                .flatMap(object -> ObjectLayout.named(object.key()).stream())
                .collect(Collectors.groupingBy(Named::document));
        var late = new ArrayList<String>();
        for (var blob : records.all(List.copyOf(named.keySet()))) {
            var objects = named.getOrDefault(blob.document(), List.of()).stream()
                    .filter(object -> object.epoch() < blob.epoch() || blob.wholeEpoch().isPresent()).toList();
            var counting = objects.isEmpty() ? Set.<UUID>of() : records.names(blob.document());
            objects.stream().filter(object -> !counting.contains(object.name())).map(Named::key).forEach(late::add);
        }
        bucket.delete(late);
    }

    /**
     * The time of a document: that of its record if it has no objects, that of its newest object if it has no record.
     */
    @Override
    public Optional<Instant> writtenAt(UUID document) throws IOException {
        if (records.aside().stream().anyMatch(entry -> entry.document().equals(document))) {
            return Optional.empty();
        }
        var known = records.find(document);
        if (known.isEmpty()) {
            return bucket.list(ObjectLayout.folder(document)).stream().map(Bucket.Listed::modified)
                    .max(Instant::compareTo);
        }
        var first = records.parts(document, 0, FEW);
        return first.isEmpty() || bucket.modified(ObjectLayout.key(document, first.getFirst())).isPresent()
                ? Optional.of(known.get().writtenAt())
                : Optional.empty();
    }

    @Override
    public Optional<UUID> transferOf(UUID document) throws IOException {
        var known = records.all(List.of(document));
        return known.isEmpty() ? place.transferOf(document) : Optional.of(known.getFirst().transfer());
    }

    @Override
    public Quarantine quarantine() {
        return new Aside();
    }

    /** A mark in the records; the objects stay. */
    private final class Aside implements Quarantine {
        @Override
        public boolean take(UUID document, Instant now) throws IOException {
            return writtenAt(document).isPresent() && records.takeAside(document, now);
        }

        @Override
        public boolean putBack(Entry entry) {
            return records.putBack(entry);
        }

        @Override
        public void delete(Entry entry) throws IOException {
            ObjectBlobStore.this.delete(entry.document());
        }

        @Override
        public List<Entry> entries() {
            return records.aside();
        }

        @Override
        public Optional<UUID> transferOf(Entry entry) throws IOException {
            return ObjectBlobStore.this.transferOf(entry.document());
        }
    }
}
