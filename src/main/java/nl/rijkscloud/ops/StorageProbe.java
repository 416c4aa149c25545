package nl.rijkscloud.ops;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Checks that the store can be written as uploads write it, on its own thread: a disk that hangs blocks only that
 * thread, and no check begins before the last one has ended. Any thread may call it.
 */
public final class StorageProbe {
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Callable<?> probe;

    /** @param probe blocks, and fails when the store cannot be written */
    public StorageProbe(Callable<?> probe) {
        this.probe = probe;
    }

    public Future<Void> look() {
        if (!looking.compareAndSet(false, true)) {
            return Future.failedFuture(new IOException("the last look has not ended"));
        }
        var done = Promise.<Void>promise();
        Thread.ofPlatform().daemon().name("storage-probe").start(() -> {
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
