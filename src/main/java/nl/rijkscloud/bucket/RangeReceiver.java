package nl.rijkscloud.bucket;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Receives an object's bytes into memory of the caller, without another copy. Each attempt begins anew, and one that
 * brought fewer or more bytes than there is room for has failed.
 */
final class RangeReceiver implements AsyncResponseTransformer<GetObjectResponse, Void> {
    private final List<ByteBuffer> room;
    private CompletableFuture<Void> done = new CompletableFuture<>();

    /** @param room filled from position to limit, one after the other */
    RangeReceiver(List<ByteBuffer> room) {
        this.room = room;
    }

    @Override
    public CompletableFuture<Void> prepare() {
        done = new CompletableFuture<>();
        return done;
    }

    @Override
    public void onResponse(GetObjectResponse response) {}

    @Override
    public void onStream(SdkPublisher<ByteBuffer> bytes) {
        bytes.subscribe(new Filling(room.stream().map(ByteBuffer::slice).toList(), done));
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        done.completeExceptionally(failure);
    }

    private static final class Filling implements Subscriber<ByteBuffer> {
        private final List<ByteBuffer> room;
        private final CompletableFuture<Void> done;
        private int at;

        Filling(List<ByteBuffer> room, CompletableFuture<Void> done) {
            this.room = room;
            this.done = done;
        }

        @Override
        public void onSubscribe(Subscription all) {
            all.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                if (isFull()) {
                    done.completeExceptionally(new EOFException("the store sent more than was asked for"));
                    return;
                }
                var here = room.get(at);
                var some = Math.min(here.remaining(), bytes.remaining());
                here.put(bytes.slice(bytes.position(), some));
                bytes.position(bytes.position() + some);
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            if (isFull()) {
                done.complete(null);
            } else {
                done.completeExceptionally(new EOFException("the object ends before the range"));
            }
        }

        private boolean isFull() {
            while (at < room.size() && !room.get(at).hasRemaining()) {
                at++;
            }
            return at == room.size();
        }
    }
}
