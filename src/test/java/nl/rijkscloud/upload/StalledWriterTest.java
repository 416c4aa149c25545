package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PartialSegments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one database and folder. A stalls at one of the steps of opening the file, like a frozen machine or a
 * slow disk; the sender returns through B. The bytes that B has acknowledged stay unchanged when A continues, at any
 * moment.
 */
final class StalledWriterTest {
    private static final int FULL = FloeParameters.STANDARD.plaintextPerSegment();
    private static final byte[] CONTENT = Sample.text(3 * FULL + 17, 1);
    private static final byte[] OTHER = Sample.text(3 * FULL + 17, 2);
    private static final int FIRST_FILE_STEP = 1;
    private static final int WRITERS_FILE_STEP = 2;

    private final SecureRandom random = new SecureRandom();
    private final SegmentPool pool = new SegmentPool(4 << 20);
    private SampleTransfer transfer;
    private Context context;
    private Grant grant;
    private UUID document;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        transfer = new SampleTransfer(folder);
        context = transfer.vertx.getOrCreateContext();
        grant = transfer.grant(transfer.open(transfer.link(LinkKind.UPLOAD)).session(), LinkKind.UPLOAD);
        var workers = transfer.vertx.createSharedWorkerExecutor("register");
        var register = new UploadRegister(uploads(), server(workers), transfer.stored.blobs(), workers, documents());
        document = register.create(grant,
                new UploadRegister.NewUpload(CONTENT.length, "film.txt", "", Optional.empty())).await().id();
    }

    @AfterEach
    void end() {
        transfer.close();
    }

    @Test
    void writerThatWakesAfterTheDocumentIsWholeChangesNothing() throws Exception {
        assertStalledAtItsFirstFileStepChangesNothing("checking");
    }

    @Test
    void writerThatWakesAfterTheDocumentWasDeliveredChangesNothing() throws Exception {
        assertStalledAtItsFirstFileStepChangesNothing("accepted");
    }

    private void assertStalledAtItsFirstFileStepChangesNothing(String state) throws Exception {
        var workers = new StalledAt(FIRST_FILE_STEP, transfer.vertx.createSharedWorkerExecutor("a"));
        var late = send(server(workers), OTHER);
        await().until(workers::isStalled);
        send(server("b"), CONTENT).await(10, TimeUnit.SECONDS);
        transfer.database.run("update document set state = $2 where id = $1", document, state).await();
        var before = fingerprint();

        workers.goOn();

        assertThatThrownBy(() -> late.await(10, TimeUnit.SECONDS)).isInstanceOf(Failure.class);
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(stored()).isEqualTo(Sample.sha256(CONTENT));
        assertThat(transfer.stored.blobs().lock(document)).as("no writer gets the file again").isEmpty();
    }

    @Test
    void writerThatWakesAfterAnotherContinuedChangesNothing() throws Exception {
        var workers = new StalledAt(FIRST_FILE_STEP, transfer.vertx.createSharedWorkerExecutor("a"));
        var late = send(server(workers), OTHER);
        await().until(workers::isStalled);
        send(server("b"), Arrays.copyOf(CONTENT, 2 * FULL)).await(10, TimeUnit.SECONDS);
        var before = fingerprint();

        workers.goOn();

        assertThatThrownBy(() -> late.await(10, TimeUnit.SECONDS)).isInstanceOf(Failure.class);
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void fileHeldByAStalledWriterIsRefusedAndLaterGranted() throws Exception {
        var workers = new StalledAt(WRITERS_FILE_STEP, transfer.vertx.createSharedWorkerExecutor("a"));
        var late = send(server(workers), OTHER);
        await().until(workers::isStalled);
        var rival = server("b");

        assertThatThrownBy(() -> send(rival, CONTENT).await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(Failure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.BUSY));
        workers.goOn();
        assertThatThrownBy(() -> late.await(10, TimeUnit.SECONDS)).as("it was fenced off").isInstanceOf(Failure.class);
        send(rival, CONTENT).await(10, TimeUnit.SECONDS);

        assertThat(stored()).isEqualTo(Sample.sha256(CONTENT));
    }

    /** The file is marked as complete, and then the process dies before the row is updated. */
    @Test
    void documentCompleteBeforeItsRowIsSentAgain() throws Exception {
        send(server("a"), OTHER).await(10, TimeUnit.SECONDS);
        transfer.database.run("update document set state = 'receiving', upload_offset = 0 where id = $1",
                document).await();

        send(server("b"), CONTENT).await(10, TimeUnit.SECONDS);

        assertThat(stored()).isEqualTo(Sample.sha256(CONTENT));
    }

    private Future<Void> send(UploadService server, byte[] bytes) {
        return onContext(() -> server.open(context, grant, document, 0)
                .compose(intake -> intake.write(Buffer.buffer(bytes)).compose(done -> intake.end())));
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        context.runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }

    private String stored() throws Exception {
        var all = ByteBuffer.allocate(CONTENT.length);
        try (var reader = transfer.stored.blobs().read(grant.transferKey(), document, CONTENT.length)) {
            for (var index = 0L; index < reader.segments(); index++) {
                reader.read(index, BlobReader.window(), all, ByteBuffer.allocate(BlobReader.SEAL_LENGTH));
            }
        }
        return Sample.sha256(all.array());
    }

    private String fingerprint() throws IOException {
        return Sample.sha256(
                Files.readAllBytes(folder.resolve(document.toString().substring(0, 2)).resolve(document + ".blob")));
    }

    private static Config.Documents documents() {
        return new Config.Documents(1L << 40, 100, 10, Map.of("txt", List.of("text/plain")));
    }

    private UploadService server(String name) throws IOException {
        return server(transfer.vertx.createSharedWorkerExecutor(name));
    }

    private UploadService server(WorkerExecutor workers) throws IOException {
        return new UploadService(uploads(), BlobStore.inFolder(folder, random), pool, workers, transfer.sessions,
                new UploadSlots(
                10, new Config.Connections(1, 1, Duration.ZERO, Duration.ZERO, 0, 10, 10, 1),
                new LimitLog(new SimpleMeterRegistry(), transfer.clock), System::nanoTime),
                new ContentCheck(documents(), new SimpleMeterRegistry()), new SimpleMeterRegistry());
    }

    private UploadContext uploads() {
        var aead = new Aead(random);
        return new UploadContext(
                transfer.database, transfer.documents, transfer.transfers, new RequestStore(), transfer.links, aead,
                new PartialSegments(aead), transfer.bus, new ActiveStreams(), transfer.audit, transfer.clock);
    }

    /** Workers that hold one of their tasks back until the test releases it. */
    private static final class StalledAt implements WorkerExecutor {
        private final int step;
        private final WorkerExecutor workers;
        private final AtomicInteger tasks = new AtomicInteger();
        private final Promise<Void> awake = Promise.promise();

        StalledAt(int step, WorkerExecutor workers) {
            this.step = step;
            this.workers = workers;
        }

        boolean isStalled() {
            return tasks.get() >= step;
        }

        void goOn() {
            awake.complete();
        }

        @Override
        public <T> Future<T> executeBlocking(Callable<T> task, boolean ordered) {
            return tasks.incrementAndGet() == step
                    ? awake.future().compose(now -> workers.executeBlocking(task, ordered))
                    : workers.executeBlocking(task, ordered);
        }

        @Override
        public Future<Void> close() {
            return workers.close();
        }
    }
}
