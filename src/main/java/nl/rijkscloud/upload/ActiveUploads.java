package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests that write documents in this process, at most one for each document. A new request displaces the present
 * one and waits until that has closed the file, so neither a dead connection nor a second tab blocks an upload. Safe
 * for use from any thread.
 */
final class ActiveUploads {
    private final ConcurrentHashMap<UUID, Claim> claims = new ConcurrentHashMap<>();

    /** The right of one request to write one document. */
    final class Claim {
        private final UUID document;
        private final Future<Void> free;
        private final Promise<Void> released = Promise.promise();
        private @Nullable UploadStream stream;
        private boolean displaced;

        private Claim(UUID document, @Nullable Claim previous, Context context) {
            this.document = document;
            this.free = previous == null ? Future.succeededFuture() : on(context, previous.released.future());
        }

        /** Completes, on the claimant's own context, when no other request has the file. */
        Future<Void> free() {
            return free;
        }

        /**
         * Sets the stream that writes, so that a new request can displace it; displaces it at once if one has come
         * already.
         */
        synchronized void setStream(UploadStream writer) {
            stream = writer;
            if (displaced) {
                stream.displace();
            }
        }

        synchronized boolean isDisplaced() {
            return displaced;
        }

        void release() {
            claims.remove(document, this);
            released.tryComplete();
        }

        private synchronized void displace() {
            displaced = true;
            if (stream != null) {
                stream.displace();
            }
        }
    }

    /**
     * Takes the document over from the request that has it. Every claim must be released.
     *
     * @param context of the claimant: the claim is released on another event loop perhaps, and the claimant must not
     *     continue there
     */
    Claim claim(UUID document, Context context) {
        var previous = new Claim[1];
        var mine = claims.compute(document, (id, present) -> {
            previous[0] = present;
            return new Claim(document, present, context);
        });
        if (previous[0] != null) {
            previous[0].displace();
        }
        return mine;
    }

    private static Future<Void> on(Context context, Future<Void> future) {
        var there = Promise.<Void>promise();
        future.onComplete(done -> context.runOnContext(now -> there.handle(done)));
        return there.future();
    }

    int size() {
        return claims.size();
    }

    /** Completes when all requests that write now have finished. */
    Future<Void> settled() {
        return Future.join(List.copyOf(claims.values()).stream().map(claim -> claim.released.future()).toList())
                .mapEmpty();
    }
}
