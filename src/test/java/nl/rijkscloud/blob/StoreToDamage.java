package nl.rijkscloud.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.vault.TransferKey;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;

/** A store of documents, and the ways in which disks and buckets lose them. */
public final class StoreToDamage {
    private final BlobStore store;
    private final Path folder;
    private final Optional<Config.S3> bucket;

    private StoreToDamage(BlobStore store, Path folder, Optional<Config.S3> bucket) {
        this.store = store;
        this.folder = folder;
        this.bucket = bucket;
    }

    public static StoreToDamage inFolder(Path folder) throws IOException {
        new FolderPlace(folder, 0).setMark(UUID.randomUUID());
        return new StoreToDamage(new FolderBlobStore(folder, new SecureRandom()), folder, Optional.empty());
    }

    public static StoreToDamage inBucket(Path folder, Database database) throws IOException {
        var bucket = ObjectServer.fresh();
        var place = ObjectFixture.place(bucket);
        place.setMark(UUID.randomUUID());
        return new StoreToDamage(new ObjectBlobStore(place, new ObjectRecordStore(database), ObjectFixture.MEMORY,
                new SecureRandom()), folder, Optional.of(bucket));
    }

    public BlobStore store() {
        return store;
    }

    /** Writes a whole document of zeros, and returns its checksums as the check of a document takes them. */
    public byte[] write(UUID transfer, UUID document, int length) {
        var key = TransferKey.random(transfer, new SecureRandom());
        var format = FloeParameters.STANDARD;
        try (var writer = store.begin(key, document, length, 1)) {
            for (var index = 0L; index < format.segments(length); index++) {
                var segment = new SegmentPool(format.segmentLength()).take().position(FloeParameters.DATA_START);
                writer.append(List.of(segment.put(new byte[format.plaintextIn(index, length)])));
            }
            writer.finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        try (var reader = store.readThrough(key, document, length, BlobReader.window())) {
            var sums = reader.takeSums();
            for (var index = 0; index < reader.segments(); index++) {
                SampleBlob.segment(reader, index);
            }
            return sums.end();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Changes one bit of the stored bytes. */
    public void flip(UUID document, int position) throws Exception {
        change(document, bytes -> {
            bytes[position] ^= 1;
            return bytes;
        });
    }

    public void truncate(UUID document) throws Exception {
        change(document, bytes -> Arrays.copyOf(bytes, bytes.length - 1));
    }

    public void remove(UUID document) throws Exception {
        if (bucket.isEmpty()) {
            Files.delete(path(document));
        } else {
            ObjectServer.client()
                    .deleteObject(request -> request.bucket(ObjectServer.BUCKET).key(key(document))).get();
        }
    }

    /** Makes the store one that is not this portal's, as if a disk is not mounted. */
    public void takeAway() throws IOException {
        Files.delete(folder.resolve("installation"));
    }

    private void change(UUID document, UnaryOperator<byte[]> how) throws Exception {
        if (bucket.isEmpty()) {
            Files.setPosixFilePermissions(path(document), PosixFilePermissions.fromString("rw-------"));
            Files.write(path(document), how.apply(Files.readAllBytes(path(document))));
            return;
        }
        var client = ObjectServer.client();
        var key = key(document);
        var bytes = client.getObject(request -> request.bucket(ObjectServer.BUCKET).key(key),
                AsyncResponseTransformer.toBytes()).get().asByteArray();
        client.putObject(request -> request.bucket(ObjectServer.BUCKET).key(key),
                AsyncRequestBody.fromByteBuffer(ByteBuffer.wrap(how.apply(bytes)))).get();
    }

    private Path path(UUID document) {
        return folder.resolve(document.toString().substring(0, 2)).resolve(document + ".blob");
    }

    /** The first object of the document. */
    private String key(UUID document) {
        return bucket.orElseThrow().prefix() + ObjectServer.keys(bucket.orElseThrow()).stream()
                .filter(key -> key.contains(document.toString())).findFirst().orElseThrow();
    }
}
