package nl.rijkscloud.ops;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.rijkscloud.blob.FolderMark;
import nl.rijkscloud.startup.FolderCheck;

/**
 * Checks that the folder can be written as uploads write it, on its own thread: a disk that hangs blocks only that
 * thread, and no check begins before the last one has ended. Any thread may call it.
 */
public final class FolderProbe {
    private static final int FOLDERS = 256;

    private final AtomicBoolean looking = new AtomicBoolean();
    private final Callable<?> probe;

    FolderProbe(Callable<?> probe) {
        this.probe = probe;
    }

    /** Make it after the folder has been claimed. Blocks. */
    public static FolderProbe of(Path folder) throws IOException {
        var mark = FolderMark.read(folder);
        var turn = new int[1];
        return new FolderProbe(() -> probe(folder, mark, turn[0]++ % FOLDERS));
    }

    private static boolean probe(Path folder, Optional<UUID> mark, int number) throws IOException {
        if (!FolderMark.read(folder).equals(mark)) {
            throw new IOException("the folder does not carry this portal's mark");
        }
        return FolderCheck.probe(folder.resolve("%02x".formatted(number)));
    }

    public Future<Void> look() {
        if (!looking.compareAndSet(false, true)) {
            return Future.failedFuture(new IOException("the last look has not ended"));
        }
        var done = Promise.<Void>promise();
        Thread.ofPlatform().daemon().name("folder-probe").start(() -> {
            try {
                probe.call();
                looking.set(false);
                done.complete();
            } catch (Throwable failed) {
                looking.set(false);
                done.fail(failed);
            }
        });
        return done.future();
    }
}
