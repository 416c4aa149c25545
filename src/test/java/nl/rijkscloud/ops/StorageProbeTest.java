package nl.rijkscloud.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.blob.BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageProbeTest {
    @TempDir
    private Path folder;

    @Test
    void hangingDiskBlocksOneThreadOnly() throws Exception {
        var asked = new AtomicInteger();
        var free = new CountDownLatch(1);
        var probe = new StorageProbe(() -> {
            asked.incrementAndGet();
            free.await();
            return null;
        });
        var first = probe.look();
        for (var i = 0; i < 20; i++) {
            assertThat(probe.look().failed()).isTrue();
        }
        await().until(() -> asked.get() == 1);

        free.countDown();

        first.await(10, TimeUnit.SECONDS);
        await().until(() -> probe.look().succeeded() || asked.get() > 1);
    }

    @Test
    void folderWithoutItsMarkOrASubfolderIsUnhealthy() throws Exception {
        BlobPlace.inFolder(folder).setMark(UUID.randomUUID());
        var probe = new StorageProbe(BlobStore.inFolder(folder, new SecureRandom())::probe);
        probe.look().await(10, TimeUnit.SECONDS);

        Files.delete(folder.resolve("01"));
        assertThatThrownBy(() -> probe.look().await(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        Files.delete(folder.resolve("installation"));
        assertThatThrownBy(() -> probe.look().await(10, TimeUnit.SECONDS)).hasMessageContaining("mark");
    }
}
