package nl.rijkscloud.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.vault.Sha256;
import nl.rijkscloud.vault.TransferKey;

/** Documents in a real blob store, written like an upload, and ways to damage them. */
public final class StoredSample {
    public static final int FULL = BlobReader.plaintextPerSegment();
    static final int SEGMENT = 65536;
    static final int FIRST_SEGMENT = 4096;

    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private final BlobStore blobs;
    private final TransferKey key;
    private long epoch;

    public StoredSample(Path folder, TransferKey key) {
        this.folder = folder;
        this.key = key;
        try {
            this.blobs = BlobStore.inFolder(folder, random);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    StoredSample(Path folder) {
        this(folder, TransferKey.random(UUID.randomUUID(), new SecureRandom()));
    }

    public BlobStore blobs() {
        return blobs;
    }

    public static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    StoredDocument store(byte[] content) throws Exception {
        var id = UUID.randomUUID();
        return new StoredDocument(key, id, content.length, store(id, content).seals());
    }

    public DocumentDigests store(UUID id, byte[] content) throws IOException, GeneralSecurityException {
        blobs.create(key, id, content.length);
        overwrite(id, content);
        var crc = new CRC32();
        crc.update(content);
        return new DocumentDigests(MessageDigest.getInstance("SHA-256").digest(content), crc.getValue(),
                seals(id, content.length), Optional.empty());
    }

    /** Seals every segment anew, under the same key and in the same place, like an upload that begins again. */
    void overwrite(UUID id, byte[] content) throws IOException {
        epoch++;
        blobs.reopen(id, epoch);
        try (var writer = blobs.lock(id).orElseThrow().writer(key, id, content.length, 0, epoch)) {
            writer.append(segments(content));
            writer.finish();
        }
    }

    byte[] segment(UUID id, long index) throws IOException {
        try (var file = FileChannel.open(path(id), StandardOpenOption.READ)) {
            var segment = ByteBuffer.allocate(SEGMENT);
            file.read(segment, FIRST_SEGMENT + index * SEGMENT);
            return segment.array();
        }
    }

    void replaceSegment(UUID id, long index, byte[] segment) throws IOException {
        try (var file = writable(id)) {
            file.write(ByteBuffer.wrap(segment), FIRST_SEGMENT + index * SEGMENT);
        }
    }

    /** Changes the IV of a segment. */
    void flipSealOf(UUID id, long index) throws IOException {
        var segment = segment(id, index);
        segment[5] ^= 1;
        replaceSegment(id, index, segment);
    }

    public void flipBitIn(UUID id, long index) throws IOException {
        var segment = segment(id, index);
        segment[100] ^= 1;
        replaceSegment(id, index, segment);
    }

    /** Makes the file writable, as its owner may. */
    FileChannel writable(UUID id) throws IOException {
        Files.setPosixFilePermissions(path(id), PosixFilePermissions.fromString("rw-------"));
        return FileChannel.open(path(id), StandardOpenOption.WRITE);
    }

    Path path(UUID id) {
        return folder.resolve(id.toString().substring(0, 2)).resolve(id + ".blob");
    }

    /** The number of times that this process has the file open. */
    long timesOpen(UUID id) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(descriptor -> pointsTo(descriptor, path(id))).count();
        }
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    byte[] seals(UUID id, long length) throws IOException, GeneralSecurityException {
        var digest = Sha256.digest();
        try (var reader = blobs.read(key, id, length)) {
            for (var i = 0L; i < reader.segments(); i++) {
                var seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
                reader.read(i, ByteBuffer.allocateDirect(SEGMENT), ByteBuffer.allocateDirect(SEGMENT), seal);
                digest.update(seal.flip());
            }
        }
        return digest.digest();
    }

    private static List<ByteBuffer> segments(byte[] content) {
        var segments = new ArrayList<ByteBuffer>();
        var pool = new SegmentPool(SEGMENT);
        for (var at = 0; at == 0 || at < content.length; at += FULL) {
            var length = Math.min(FULL, content.length - at);
            segments.add(pool.take().put(16, content, at, length));
        }
        return segments;
    }
}
