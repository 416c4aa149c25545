package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The folder keeps the promises of a store. {@link WholeMarkTest} has those that only files make. */
final class FolderBlobStoreTest extends BlobStoreContract {
    @TempDir
    private Path folder;

    @BeforeEach
    @Override
    void openStore() throws IOException {
        BlobPlace.inFolder(folder).setMark(UUID.randomUUID());
        super.openStore();
    }

    @Override
    BlobStore open() throws IOException {
        return BlobStore.inFolder(folder, new SecureRandom());
    }

    @Override
    void takeAway() throws IOException {
        Files.delete(folder.resolve("installation"));
    }
}
