package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.vault.TransferKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadStreamTest {
    private static final int LENGTH = 1000;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final SegmentPool pool = new SegmentPool(1 << 20);
    private final UploadScheduler turns = new UploadScheduler(pool, 1, Duration.ofSeconds(60));
    private UploadStream stream;

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        vertx.close().await();
    }

    @Test
    void completedUploadSucceedsDespiteATakeoverWhileItCloses() throws Exception {
        var workers = new DisplacedAt(2, vertx.createSharedWorkerExecutor("blobs", 1));
        stream = stream(workers);
        var ended = Promise.<Void>promise();

        context.runOnContext(now -> stream.end().onComplete(ended));

        ended.future().await(10, TimeUnit.SECONDS);
        assertThat(workers.calls).as("the last batch, then closing").isEqualTo(2);
    }

    @Test
    void displacedWriterWithAFailingDiskReleasesTheFile() throws Exception {
        stream = stream(new DisplacedThenFailing(vertx.createSharedWorkerExecutor("blobs", 1)));

        context.runOnContext(now -> stream.end());

        stream.closed().await(10, TimeUnit.SECONDS);
    }

    @Test
    void bytesAreRequestedOnlyDuringASlice() throws Exception {
        var other = turns.turn(context);
        other.ask(() -> {});
        other.addQueued(); // it writes nothing and keeps its slice
        stream = stream(vertx.createSharedWorkerExecutor("blobs", 1));
        assertThat(stream.ready().isComplete()).isFalse();
        assertThat(stream.writeQueueFull()).isTrue();

        other.end();

        stream.ready().await(10, TimeUnit.SECONDS);
        assertThat(stream.writeQueueFull()).isFalse();
    }

    @Test
    void displacedWaitingStreamIsReleased() throws Exception {
        var other = turns.turn(context);
        other.ask(() -> {});
        other.addQueued();
        stream = stream(vertx.createSharedWorkerExecutor("blobs", 1));

        stream.displace().await(10, TimeUnit.SECONDS);

        stream.ready().await(10, TimeUnit.SECONDS);
        assertThat(stream.write(Buffer.buffer("x")).failed()).isTrue();
    }

    private UploadStream stream(WorkerExecutor workers) throws Exception {
        var random = new SecureRandom();
        var key = TransferKey.random(UUID.randomUUID(), random);
        var id = UUID.randomUUID();
        var blobs = BlobStore.inFolder(folder, random);
        blobs.create(key, id, LENGTH);
        var now = Instant.now();
        var held = new Document(
                id, key.transfer(), DocumentState.RECEIVING, Optional.empty(), LENGTH, 0, 1, null, null, null, null,
                null, now, now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var types = new ContentCheck(new Config.Documents(1, 1, 1, Map.of("txt", List.of("text/plain"))),
                new SimpleMeterRegistry());
        // No byte has arrived, so no row is written.
        var uploads =
                new UploadContext(null, null, null, null, null, null, null, null, null, null, InstantSource.system());
        return new UploadStream(
                context, workers, turns.turn(context), blobs.lock(id).orElseThrow().writer(key, id, LENGTH, 0, 1),
                new SegmentFiller(pool, LENGTH, 0, new byte[0]),
                new ArrivalCheck(types, "brief.txt", LENGTH, Optional.empty(), 0),
                new UploadJournal(uploads, null, null, null, held));
    }

    /** Another writer takes over at the moment that a worker gets its n-th task. */
    private final class DisplacedAt implements WorkerExecutor {
        private final int moment;
        private final WorkerExecutor workers;
        private int calls;

        DisplacedAt(int moment, WorkerExecutor workers) {
            this.moment = moment;
            this.workers = workers;
        }

        @Override
        public <T> Future<T> executeBlocking(Callable<T> task, boolean ordered) {
            if (++calls == moment) {
                stream.displace();
            }
            return workers.executeBlocking(task, ordered);
        }

        @Override
        public Future<Void> close() {
            return workers.close();
        }
    }

    /** Another writer takes over during the first batch, and then its writing fails. */
    private final class DisplacedThenFailing implements WorkerExecutor {
        private final WorkerExecutor workers;
        private boolean failed;

        DisplacedThenFailing(WorkerExecutor workers) {
            this.workers = workers;
        }

        @Override
        public <T> Future<T> executeBlocking(Callable<T> task, boolean ordered) {
            if (failed) {
                return workers.executeBlocking(task, ordered);
            }
            failed = true;
            stream.displace();
            return vertx.timer(50, TimeUnit.MILLISECONDS)
                    .compose(late -> Future.failedFuture(new IOException("the disk")));
        }

        @Override
        public Future<Void> close() {
            return workers.close();
        }
    }
}
