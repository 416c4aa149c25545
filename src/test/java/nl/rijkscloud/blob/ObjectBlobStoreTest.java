package nl.rijkscloud.blob;

import java.io.IOException;
import java.util.List;
import nl.rijkscloud.bucket.Bucket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bucket keeps the promises of a store. {@link ObjectFaultsTest} has those that only a bucket makes. */
final class ObjectBlobStoreTest extends BlobStoreContract {
    private ObjectFixture fixture;

    @BeforeEach
    @Override
    void openStore() throws IOException {
        fixture = new ObjectFixture();
        super.openStore();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    BlobStore open() throws IOException {
        return fixture.open();
    }

    @Override
    void takeAway() throws IOException {
        new Bucket(fixture.bucket).delete(List.of("installation"));
    }
}
