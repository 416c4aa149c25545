package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is writing which document in this process: at most one. A newcomer displaces whoever is there and waits until that one has let go of the file,
 * so a connection that died without a word, or a second tab, holds nobody up. Safe for use from any thread.
 */
final class ActiveUploads {
    private final ConcurrentHashMap<UUID, Claim> claims = new ConcurrentHashMap<>();

    /** One request's turn to write one document. */
    final class Claim {
        private final UUID document;
        private final Future<Void> free;
        private final Promise<Void> released = Promise.promise();
        private UploadStream stream;
        private boolean displaced;

        private Claim(UUID document, Claim previous, Context context) {
            this.document = document;
            this.free = previous == null ? Future.succeededFuture() : on(context, previous.released.future());
        }

        /** Completes, on the claimant's own context, when the file is nobody else's. */
        Future<Void> free() {
            return free;
        }

        /** Names the stream that writes, so that a newcomer can stop it; stops it at once if one has come already. */
        synchronized void writes(UploadStream by) {
            stream = by;
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
     * Takes the document over from whoever has it. Every claim must be released.
     *
     * @param context of whoever claims: the one that lets go may be on another event loop, and what comes next must not happen there
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

    /** Completes when everybody who writes now has finished. */
    Future<Void> settled() {
        return Future.join(List.copyOf(claims.values()).stream().map(claim -> claim.released.future()).toList()).mapEmpty();
    }
}
