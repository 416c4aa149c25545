package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.bucket.Bucket;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.FullDisk;
import nl.rijkscloud.platform.Platform;

/**
 * A bucket for blobs. Its object {@code installation} names the portal that owns it, and documents lie in it as {@link
 * ObjectLayout} says.
 */
final class ObjectPlace implements BlobPlace {
    private static final String KEY = "storage.s3: ";
    private static final String MARK = "installation";

    /** The store has memory of its own beside the pool of segments; the two share the budget. */
    private static final int SHARES = 2;

    private static final int WORKERS = 32;

    private final Config.Storage storage;
    private final Config.S3 config;
    private final Bucket bucket;

    ObjectPlace(Config.Storage storage) {
        this.storage = storage;
        this.config = storage.s3().orElseThrow();
        this.bucket = new Bucket(config);
    }

    Bucket bucket() {
        return bucket;
    }

    @Override
    public BlobStore open(Platform platform) throws IOException {
        return new ObjectBlobStore(this, new ObjectRecordStore(platform.database()), poolMemory(),
                platform.random());
    }

    /** They wait for answers more than they work. */
    @Override
    public int workers() {
        return WORKERS;
    }

    @Override
    public long poolMemory() {
        return storage.memoryBudget() / SHARES;
    }

    @Override
    public String describe(Trouble trouble) {
        return KEY + switch (trouble) {
            case ABSENT -> name() + " does not answer; look at endpoint, region, bucket and the two key files";
            case UNMARKED -> name() + " does not carry this portal's mark: it cannot be read, or it is another one";
            case FOREIGN -> name() + " belongs to another portal, the object \"installation\" in it says so; name the "
                    + "right one, or another prefix";
            case IN_USE -> name() + " holds documents, but the database is new; restore the database that belongs to "
                    + "them, or take an empty bucket or another prefix";
            case FULL -> name() + " is full; uploads are refused";
        };
    }

    @Override
    public String describe(IOException failure) {
        return KEY + "cannot write and delete an object in " + name() + ": " + failure.getMessage();
    }

    /** Deleted documents have to be gone, as the portal says they are. */
    @Override
    public List<String> refusals() throws IOException {
        var reasons = new ArrayList<String>();
        if (bucket.locksObjects()) {
            reasons.add(KEY + name() + " can lock objects, so that destroyed documents would stay; take one without "
                    + "object lock");
        } else if (bucket.keepsVersions()) {
            reasons.add(KEY + name() + " keeps versions of its objects, so that destroyed documents would stay; take "
                    + "one that never kept any");
        }
        return reasons;
    }

    private String name() {
        return "the bucket " + config.bucket();
    }

    @Override
    public boolean exists() {
        try {
            mark();
            return true;
        } catch (IOException away) {
            return false;
        }
    }

    @Override
    public Optional<UUID> mark() throws IOException {
        try {
            return bucket.find(MARK).map(text -> UUID.fromString(new String(text, StandardCharsets.US_ASCII).strip()));
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("the mark of the bucket cannot be read", unreadable);
        }
    }

    @Override
    public void setMark(UUID mark) throws IOException {
        bucket.put(MARK, List.of(ByteBuffer.wrap((mark + "\n").getBytes(StandardCharsets.US_ASCII))));
    }

    @Override
    public boolean holds(UUID document) throws IOException {
        return !bucket.list(ObjectLayout.folder(document), 1).isEmpty();
    }

    @Override
    public boolean holdsDocuments() throws IOException {
        return !bucket.list(ObjectLayout.DOCUMENTS, 1).isEmpty();
    }

    /** The transfer in the first block of a document that the records do not know. */
    Optional<UUID> transferOf(UUID document) throws IOException {
        for (var object : bucket.list(ObjectLayout.folder(document))) {
            var named = ObjectLayout.named(object.key());
            if (named.isPresent() && named.get().first() == 0) {
                var block = ByteBuffer.allocate(BlobLayout.BLOCK);
                bucket.get(object.key(), 0, List.of(block));
                return BlobLayout.transferOf(block);
            }
        }
        return Optional.empty();
    }

    /** Also notices when somebody has switched versions on: the store then says so with each object. */
    @Override
    public boolean probe() throws IOException {
        var key = "probe-" + UUID.randomUUID();
        try {
            if (bucket.put(key, List.of(ByteBuffer.allocate(1)))) {
                throw new IOException("the bucket keeps versions, so that destroyed documents would stay");
            }
            return true;
        } catch (IOException failure) {
            if (FullDisk.is(failure)) {
                return false;
            }
            throw failure;
        } finally {
            bucket.delete(List.of(key));
        }
    }
}
