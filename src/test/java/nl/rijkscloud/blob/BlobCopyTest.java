package nl.rijkscloud.blob;

import static nl.rijkscloud.blob.SampleBlob.FULL;
import static nl.rijkscloud.blob.SampleBlob.LENGTH;
import static nl.rijkscloud.blob.SampleBlob.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.blob.BlobCopy.SealedStore;
import nl.rijkscloud.testing.FaultyObjectServer;
import nl.rijkscloud.testing.FaultyObjectServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents go from a folder into a bucket and back unchanged. */
final class BlobCopyTest {
    private final SampleBlob sample = new SampleBlob();
    private final UUID document = sample.document();
    private final FaultyObjectServer line = new FaultyObjectServer();

    @TempDir
    private Path files;

    @TempDir
    private Path others;

    private ObjectFixture fixture;
    private FolderBlobStore folder;
    private ObjectBlobStore bucket;

    @BeforeEach
    void open() throws IOException {
        fixture = new ObjectFixture();
        folder = new FolderBlobStore(files, new SecureRandom());
        bucket = fixture.open(line.before(fixture.bucket), ObjectFixture.MEMORY);
        folder.create(sample.key(), document, LENGTH);
    }

    @AfterEach
    void close() {
        fixture.close();
        line.close();
    }

    @Test
    void wholeDocumentGoesToTheBucketAndBackAndIsWholeThere() throws Exception {
        write(LENGTH);
        var back = new FolderBlobStore(others, new SecureRandom());

        assertThat(new BlobCopy(folder, bucket).copy(whole())).isTrue();
        assertThat(new BlobCopy(folder, bucket).copy(whole())).as("it is there").isFalse();
        assertThat(new BlobCopy(bucket, back).copy(whole())).isTrue();

        assertExact(bucket);
        assertExact(back);
        assertThat(bucket.lock(document)).isEmpty();
        assertThat(back.lock(document)).isEmpty();
        assertThat(Files.mismatch(folder.path(document), back.path(document))).isEqualTo(-1);
    }

    @Test
    void documentThatIsStillReceivedIsCopiedAgainAndCanGoOnThere() throws Exception {
        write(FULL);
        var copy = new BlobCopy(folder, bucket);
        assertThat(copy.copy(new BlobCopy.Document(document, LENGTH, FULL, 1, false))).isTrue();
        assertThat(copy.copy(new BlobCopy.Document(document, LENGTH, FULL + 5, 1, false))).isTrue();

        try (var writer = bucket.lock(document).orElseThrow().writer(sample.key(), document, LENGTH, FULL, 2)) {
            writer.append(sample.segments(FULL, LENGTH, LENGTH));
            writer.finish();
        }
        assertExact(bucket);
    }

    @Test
    void copyThatBrokeOffIsMadeAnew() throws Exception {
        write(LENGTH);
        var copy = new BlobCopy(folder, bucket);
        line.spoil(request -> request.method().name().equals("GET") && request.uri().contains("/documents/")
                ? Fault.ERROR : Fault.NONE);
        assertThatThrownBy(() -> copy.copy(whole())).isInstanceOf(IOException.class);
        assertThat(bucket.lock(document)).as("not marked as whole before it was compared").isPresent();
        line.spoil(request -> Fault.NONE);

        assertThat(copy.copy(whole())).isTrue();
        assertExact(bucket);
    }

    @Test
    void copyThatReadsBackAsSomethingElseIsNotWhole() throws Exception {
        write(LENGTH);
        line.spoil(request -> request.method().name().equals("GET") && request.uri().contains("/documents/")
                ? Fault.CORRUPT : Fault.NONE);

        assertThatThrownBy(() -> new BlobCopy(folder, bucket).copy(whole()))
                .hasMessageContaining("is not what was copied");

        assertThat(bucket.lock(document)).isPresent();
    }

    @Test
    void destroyedDocumentsGoFromTheCopyToo() throws Exception {
        write(LENGTH);
        var copy = new BlobCopy(folder, bucket);
        copy.copy(whole());
        var part = Integer.parseInt(document.toString().substring(0, 2), 16);

        assertThat(copy.forget(part, Set.of(document))).isZero();
        assertThat(copy.forget(part, Set.of())).isEqualTo(1);

        assertThat(fixture.objects()).isEmpty();
    }

    private BlobCopy.Document whole() {
        return new BlobCopy.Document(document, LENGTH, LENGTH, 1, true);
    }

    private void write(int to) throws IOException {
        try (var writer = folder.lock(document).orElseThrow().writer(sample.key(), document, LENGTH, 0, 1)) {
            writer.append(sample.segments(0, to, LENGTH));
            if (to == LENGTH) {
                writer.finish();
            } else {
                writer.sync();
            }
        }
    }

    private void assertExact(SealedStore store) throws Exception {
        try (var reader = store.read(sample.key(), document, LENGTH)) {
            for (var index = 0; index < 4; index++) {
                assertThat(segment(reader, index)).isEqualTo(sample.part(index));
            }
        }
    }
}
