package nl.rijkscloud.blob;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ScrubPace;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.testing.TestDatabase;

/** A place in a bucket that a portal has marked, and a database that records its objects. */
final class ObjectFixture implements AutoCloseable {
    static final int MEMORY = 8 << 20;

    final Config.S3 bucket = ObjectServer.fresh();
    final Config.Database database = TestDatabase.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final Database connections = Database.open(vertx, database);

    ObjectFixture() throws IOException {
        place(bucket).setMark(UUID.randomUUID());
    }

    static ObjectPlace place(Config.S3 bucket) {
        return new ObjectPlace(new Config.Storage(Config.StorageKind.S3, Path.of(""), Path.of("keys"), 2 * MEMORY,
                Duration.ofDays(7), Optional.of(bucket), ScrubPace.OFF));
    }

    ObjectBlobStore open() throws IOException {
        return open(bucket, MEMORY);
    }

    /** @param seen the bucket, perhaps through another address */
    ObjectBlobStore open(Config.S3 seen, long memory) throws IOException {
        return new ObjectBlobStore(place(seen), new ObjectRecordStore(connections), memory, new SecureRandom());
    }

    /** The keys of the documents' objects. */
    List<String> objects() {
        return ObjectServer.keys(bucket).stream().filter(key -> key.startsWith("documents/")).toList();
    }

    @Override
    public void close() {
        connections.close().eventually(vertx::close).toCompletionStage().toCompletableFuture().join();
    }
}
