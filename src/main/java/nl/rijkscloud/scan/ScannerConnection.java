package nl.rijkscloud.scan;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A connection over which a document goes to a scanner and one answer comes back. At most {@link #WINDOW} buffers wait
 * in memory. A scanner may answer and close before it has all bytes, so the answer is also read after a failed write.
 * One blocking thread uses it; the socket belongs to the event loop.
 */
final class ScannerConnection implements AutoCloseable {
    private static final int WINDOW = 4;
    private static final int LONGEST_ANSWER = 16 << 10;

    private final CompletableFuture<Buffer> answer = new CompletableFuture<>();
    private final CompletableFuture<Boolean> permission = new CompletableFuture<>();
    private final Semaphore window = new Semaphore(WINDOW);
    private final NetSocket socket;
    private final long patience;
    private long budget;

    /** The scanner took nothing, or said nothing, for too long. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1;

        Silent() {
            super("is silent");
        }
    }

    /**
     * @param loop the event loop of the socket
     * @param patience how long each step may take
     * @param inAll how long all steps together may take
     */
    record Terms(NetClient client, Context loop, SocketAddress address, Duration patience, Duration inAll) {}

    /**
     * Recognises answers in the bytes received so far.
     *
     * @param permission true once the scanner has asked for the rest of a document
     * @param whole true once the answer has come
     */
    record Reading(Predicate<Buffer> permission, Predicate<Buffer> whole) {}

    static ScannerConnection open(Terms terms, Predicate<Buffer> isWhole) throws IOException {
        return open(terms, new Reading(bytes -> false, isWhole));
    }

    static ScannerConnection open(Terms terms, Reading reading) throws IOException {
        var opened = new CompletableFuture<ScannerConnection>();
        terms.loop().runOnContext(now -> terms.client().connect(terms.address()).onComplete(
                socket -> {
                    var connection = new ScannerConnection(socket, terms, reading);
                    if (!opened.complete(connection)) {
                        connection.close(); // nobody waits for it any more
                    }
                },
                opened::completeExceptionally));
        try {
            return await(opened, terms.patience().toNanos());
        } catch (Silent late) {
            opened.completeExceptionally(late);
            throw late;
        }
    }

    /** Runs on the event loop, before anything can arrive. */
    private ScannerConnection(NetSocket socket, Terms terms, Reading reading) {
        this.socket = socket;
        this.patience = terms.patience().toNanos();
        this.budget = terms.inAll().toNanos();
        // Otherwise Netty closes after a failed write, and bytes that have arrived are lost.
        ((NetSocketInternal) socket).channelHandlerContext().channel().config().setAutoClose(false);
        var received = Buffer.buffer();
        socket.handler(bytes -> {
            if (answer.isDone()) {
                return; // a server may send a document back behind its answer
            }
            received.appendBuffer(bytes);
            if (reading.whole().test(received)) {
                answer.complete(received.copy());
                release();
            } else if (received.length() > LONGEST_ANSWER) {
                end("answers without end");
            } else if (reading.permission().test(received)) {
                permission.complete(true);
            }
        });
        socket.exceptionHandler(broken -> {}); // the connection then closes
        socket.closeHandler(closed -> end("hung up"));
    }

    private void end(String fault) {
        if (answer.completeExceptionally(new IOException(fault))) {
            release();
        }
    }

    /** Lets a waiting writer continue. */
    private void release() {
        permission.complete(false);
        window.release(WINDOW);
    }

    /**
     * Sends bytes once there is room; the buffer must not change afterwards.
     *
     * @return false once the scanner has answered or hung up, and takes no more
     */
    boolean write(Buffer bytes) throws IOException {
        if (answer.isDone()) {
            return false;
        }
        var begun = System.nanoTime();
        try {
            if (!window.tryAcquire(Math.min(patience, budget), TimeUnit.NANOSECONDS)) {
                throw new Silent();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            budget -= System.nanoTime() - begun;
        }
        socket.write(bytes).onComplete(done -> window.release());
        return !answer.isDone();
    }

    /** Waits until the scanner asks for the rest; false once it has answered or hung up instead. */
    boolean awaitPermission() throws IOException {
        var begun = System.nanoTime();
        try {
            return await(permission, Math.max(0, Math.min(patience, budget)));
        } finally {
            budget -= System.nanoTime() - begun;
        }
    }

    /** True once the scanner has answered or hung up. */
    boolean hasEnded() {
        return answer.isDone();
    }

    /** Waits for the answer. */
    Buffer answer() throws IOException {
        return await(answer, Math.max(0, Math.min(patience, budget)));
    }

    /** A writer that waits continues at once; the socket itself closes once the bytes on their way have gone. */
    @Override
    public void close() {
        end("is closed");
        socket.close();
    }

    private static <T> T await(CompletableFuture<T> future, long nanos) throws IOException {
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new Silent();
        } catch (ExecutionException failed) {
            throw new IOException(Objects.requireNonNullElse(failed.getCause(), failed).getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
