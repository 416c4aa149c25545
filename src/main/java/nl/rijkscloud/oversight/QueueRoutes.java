package nl.rijkscloud.oversight;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Queue;
import nl.rijkscloud.staff.Role;

/** The addresses by which operators look after mails and texts that wait or have failed. */
final class QueueRoutes {
    private static final int USUAL_PAGE = 25;
    private static final Cursor FIRST = new Cursor(Instant.EPOCH, new UUID(0, 0));

    private enum State { WAITING, FAILED }

    private final StaffAccess access;
    private final Queue queue;
    private final QueueSearch search;

    QueueRoutes(StaffAccess access, Queue queue, QueueSearch search) {
        this.access = access;
        this.queue = queue;
        this.search = search;
    }

    public void mount(Router router) {
        router.get("/api/staff/queues").handler(this::read);
        post(router, "/api/staff/queues/search", this::search);
        post(router, "/api/staff/queues/:id/retry", change((message, by) -> queue.retry(message, by)));
        post(router, "/api/staff/queues/:id/drop", change((message, by) -> queue.drop(message, by)));
    }

    private Handler<RoutingContext> change(BiFunction<UUID, Actor, Future<Void>> change) {
        return ctx -> {
            Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
            access.of(ctx, Role.BEHEERDER)
                    .compose(member -> change.apply(Routing.pathId(ctx), member.actor()))
                    .compose(done -> ctx.response().setStatusCode(204).end())
                    .onFailure(ctx::fail);
        };
    }

    /** The words are in the body and never in the URL, because URLs are kept in histories and in logs of proxies. */
    private void search(RoutingContext ctx) {
        access.of(ctx, Role.BEHEERDER)
                .compose(member -> search.search(member.actor(), QueueSearchForm.read(Json.body(ctx))))
                .onSuccess(found -> Json.answer(ctx, 200, new JsonObject()
                        .put("items", new JsonArray(found.items().stream().map(QueueRoutes::json).toList()))
                        .put("more", found.more())))
                .onFailure(ctx::fail);
    }

    /** A page of messages, oldest first, and what needs an operator besides: lost transfers and stray files. */
    private void read(RoutingContext ctx) {
        access.of(ctx, Role.BEHEERDER)
                .compose(member -> page(ctx))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> page(RoutingContext ctx) {
        var failed = Query.word(ctx, "state", State.class).filter(State.FAILED::equals).isPresent();
        var after = Query.read(ctx, "after", text -> Cursor.of(text).orElseThrow(IllegalArgumentException::new))
                .orElse(FIRST);
        var limit = Query.number(ctx, "limit", USUAL_PAGE, Queue.MOST);
        return queue.page(failed, after.createdAt(), after.id(), limit + 1)
                .compose(found -> queue.lengths()
                        .compose(lengths -> queue.kinds().compose(kinds -> queue.lostTransfers()
                        .compose(lost -> queue.strayFiles().map(files -> json(found, limit, lengths)
                                .put("kinds", new JsonArray(kinds))
                                .put("lost", new JsonArray(lost.stream().map(QueueRoutes::json).toList()))
                                .put("files", json(files)))))));
    }

    private static JsonObject json(List<Queue.Item> found, int limit, List<Queue.Length> lengths) {
        var page = found.stream().limit(limit).toList();
        var next = found.size() > limit ? new Cursor(page.getLast().createdAt(), page.getLast().id()).text() : null;
        return new JsonObject()
                .put("items", new JsonArray(page.stream().map(QueueRoutes::json).toList()))
                .put("next", next)
                .put("waiting", length(lengths, false))
                .put("failed", length(lengths, true));
    }

    private static long length(List<Queue.Length> lengths, boolean failed) {
        return lengths.stream().filter(length -> length.failed() == failed).mapToLong(Queue.Length::number).sum();
    }

    private static JsonObject json(Queue.LostTransfer lost) {
        return new JsonObject().put("transfer", lost.transfer().toString()).put("at", lost.at().toString());
    }

    private static JsonObject json(Queue.StrayFiles files) {
        return new JsonObject()
                .put("quarantined", files.quarantined())
                .put("held", files.held())
                .put("missing", files.missing());
    }

    private static JsonObject json(Queue.Item item) {
        return new JsonObject()
                .put("id", item.id().toString())
                .put("channel", item.channel().name().toLowerCase(Locale.ROOT))
                .put("kind", item.template())
                .put(item.channel() == OutboundMessage.Channel.SMS ? "numberEnding" : "to", item.recipient())
                .put("transfer", item.transfer().map(UUID::toString).orElse(null))
                .put("state", item.state())
                .put("attempts", item.attempts())
                .put("createdAt", item.createdAt().toString())
                .put("dueAt", item.dueAt().toString())
                .put("expiresAt", item.expiresAt().toString())
                .put("reason", item.reason().orElse(null));
    }
}
