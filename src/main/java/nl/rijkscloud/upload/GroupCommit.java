package nl.rijkscloud.upload;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Commits items in groups, for each key one group at a time. An item that arrives while no group of its key runs is
 * committed at once; items that arrive meanwhile form the next group. Safe for use from any thread.
 *
 * @param <K> items with equal keys can share a transaction
 */
final class GroupCommit<K, T, R> {
    /** One transaction takes no more, so that it holds its locks for milliseconds. */
    private static final int MOST = 64;

    private final Function<List<T>, Future<List<AsyncResult<R>>>> commit;
    private final Map<K, Queue<Item<T, R>>> waiting = new HashMap<>(); // a key is present while its loop runs

    private record Item<T, R>(T content, Promise<R> done) {}

    /**
     * @param commit makes a group durable and returns what became of each item, in their order; if it fails, nothing
     *     of the group is kept, and each item is tried again alone
     */
    GroupCommit(Function<List<T>, Future<List<AsyncResult<R>>>> commit) {
        this.commit = commit;
    }

    /** Completes, on the caller's context, when the item is durable. */
    Future<R> add(K key, T content) {
        var item = new Item<T, R>(content, Promise.promise());
        if (enqueue(key, item)) {
            Loop.whileTrue(() -> next(key));
        }
        return on(Vertx.currentContext(), item.done().future());
    }

    /** True when no loop runs for this key yet. */
    private synchronized boolean enqueue(K key, Item<T, R> item) {
        var first = !waiting.containsKey(key);
        waiting.computeIfAbsent(key, none -> new ArrayDeque<>()).add(item);
        return first;
    }

    private Future<Boolean> next(K key) {
        var group = take(key);
        return group.isEmpty()
                ? Future.succeededFuture(false)
                : commit(group).transform(result -> result.failed() && group.size() > 1 && isOfOne(result.cause())
                        ? Loop.forEach(group, item -> commit(List.of(item)).transform(alone -> {
                            tell(List.of(item), alone);
                            return Future.succeededFuture();
                        })).map(true)
                        : tell(group, result));
    }

    private Future<List<AsyncResult<R>>> commit(List<Item<T, R>> group) {
        return Future.succeededFuture(group.stream().map(Item::content).toList()).compose(commit);
    }

    /** False for what would fail each item alone as well, and take its time to do so. */
    private static boolean isOfOne(Throwable cause) {
        return !(cause instanceof DatabaseAway
                || (cause instanceof Failure failure && failure.kind() == Failure.Kind.STORAGE_FULL));
    }

    private synchronized List<Item<T, R>> take(K key) {
        var queue = Objects.requireNonNull(waiting.get(key));
        if (queue.isEmpty()) {
            waiting.remove(key);
        }
        return Stream.generate(queue::poll).limit(Math.min(MOST, queue.size())).toList();
    }

    private static <T, R> Future<Boolean> tell(List<Item<T, R>> group, AsyncResult<List<AsyncResult<R>>> result) {
        for (var i = 0; i < group.size(); i++) {
            var done = group.get(i).done();
            if (result.failed()) {
                done.fail(result.cause());
            } else {
                done.handle(result.result().get(i));
            }
        }
        return Future.succeededFuture(true);
    }

    private static <R> Future<R> on(@Nullable Context context, Future<R> future) {
        if (context == null) {
            return future;
        }
        var there = Promise.<R>promise();
        future.onComplete(done -> context.runOnContext(now -> there.handle(done)));
        return there.future();
    }
}
