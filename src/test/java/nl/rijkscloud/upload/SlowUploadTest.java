package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PartialSegments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is one slot, and a very slow upload has it. */
final class SlowUploadTest {
    private static final int LENGTH = 1_000_000;
    private static final int BROUGHT = 700;

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    private SampleTransfer transfer;
    private UploadService server;
    private UploadRegister register;
    private Grant grant;
    private Context context;

    @BeforeEach
    void begin() throws IOException {
        transfer = new SampleTransfer(folder);
        context = transfer.vertx.getOrCreateContext();
        grant = transfer.grant(transfer.open(transfer.link(LinkKind.UPLOAD)).session(), LinkKind.UPLOAD);
        var aead = new Aead(new SecureRandom());
        var uploads = new UploadContext(
                transfer.database, transfer.documents, transfer.transfers, new RequestStore(), transfer.links, aead,
                new PartialSegments(aead), transfer.bus, new ActiveStreams(), transfer.audit, transfer.clock);
        var workers = transfer.vertx.createSharedWorkerExecutor("slow");
        var slots = new UploadSlots(
                1, new Config.Connections(1, 1, Duration.ZERO, Duration.ZERO, 0, 10, 10, 4096),
                new LimitLog(new SimpleMeterRegistry(), transfer.clock), nanos::get);
        var documents = new Config.Documents(1L << 40, 100, 10, Map.of("txt", List.of("text/plain")));
        server = new UploadService(
                uploads, BlobStore.inFolder(folder, new SecureRandom()), new SegmentPool(4 << 20), workers,
                transfer.sessions, slots, new ContentCheck(documents, new SimpleMeterRegistry()),
                new SimpleMeterRegistry());
        register = new UploadRegister(
                uploads, server, transfer.stored.blobs(), workers, documents);
    }

    @AfterEach
    void end() {
        transfer.close();
    }

    @Test
    void displacedSlowUploadKeepsItsBytes() throws Exception {
        var slow = announced("slow.txt");
        var next = announced("next.txt");
        var told = Promise.<Throwable>promise();
        var intake = open(slow);
        context.runOnContext(now -> {
            intake.exceptionHandler(told::tryComplete);
            intake.write(Buffer.buffer(new byte[BROUGHT]));
        });
        for (int i = 0; i < 7; i++) {
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            server.watch();
        }

        open(next);

        assertThat(told.future().await(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(
                Failure.class, failure -> assertThat(failure.code()).isEqualTo("upload-too-slow"));
        var ended = Promise.<Void>promise();
        context.runOnContext(now -> intake.end().onComplete(ended));
        ended.future().await(10, TimeUnit.SECONDS);
        assertThat(server.find(grant, slow).await().offset()).isEqualTo(BROUGHT);
    }

    private UUID announced(String name) {
        return register.create(grant, new UploadRegister.NewUpload(LENGTH, name, "", Optional.empty())).await().id();
    }

    private UploadService.Sink open(UUID document) throws Exception {
        var opened = Promise.<UploadService.Sink>promise();
        context.runOnContext(now -> server.open(context, grant, document, 0).onComplete(opened));
        return opened.future().await(10, TimeUnit.SECONDS);
    }
}
