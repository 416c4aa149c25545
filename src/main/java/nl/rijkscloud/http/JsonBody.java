package nl.rijkscloud.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import nl.rijkscloud.connection.ClientConnection;

/**
 * Reads a small body whole before the next handler runs. It takes no more than the address allows, decodes nothing, and
 * waits for the whole of it no longer than its length is worth: a sender of a byte now and then is never idle, and
 * would hold its memory for ever. Where the line breaks, nobody is left to be answered, and nothing happens at all.
 * Event loop; no state.
 */
public final class JsonBody implements Handler<RoutingContext> {
    /** A second for each of these, besides: what a poor mobile line manages. */
    private static final long BYTES_PER_SECOND = 16 << 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Budget for a body of unknown length, and for the parts that every request has. */
    private static final long USUAL = 64 << 10;
    private static final long REQUEST_COST = 2 << 10;

    private final long most;

    /** @param most bytes */
    public JsonBody(long most) {
        this.most = most;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (declared(ctx) > most) {
            ctx.fail(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE.code());
        } else {
            new Reading(ctx).begin();
        }
    }

    /** Leaves a length that is no number to the server underneath, which refuses it. */
    private static long declared(RoutingContext ctx) {
        var length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private final class Reading {
        private final RoutingContext ctx;
        private final Vertx vertx;
        private final Optional<ClientConnection> line;
        private final long cost;
        private final Buffer body = Buffer.buffer();
        private final long timer;
        private boolean over;

        private Reading(RoutingContext ctx) {
            this.ctx = ctx;
            this.vertx = ctx.vertx();
            this.line = ClientConnection.of(ctx.request());
            this.cost = REQUEST_COST + (announcesLength() ? declared(ctx) : Math.min(USUAL, most));
            var patience = line.map(known -> known.lines().config().bodyTimeout()).orElse(PATIENCE);
            var seconds = patience.toSeconds() + declared(ctx) / BYTES_PER_SECOND;
            this.timer = vertx.setTimer(Duration.ofSeconds(seconds).toMillis(), late -> late());
        }

        private void begin() {
            line.ifPresent(held -> {
                held.awaitBody(cost);
                held.lines().makeRoom();
            });
            ctx.request().handler(this::take).exceptionHandler(this::broken).endHandler(whole -> {
                if (settle()) {
                    ((RoutingContextInternal) ctx).setBody(body);
                    ctx.next();
                }
            });
        }

        private boolean announcesLength() {
            return ctx.request().headers().contains(HttpHeaders.CONTENT_LENGTH)
                    || ctx.request().version() != HttpVersion.HTTP_2
                            && !ctx.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
        }

        private void take(Buffer bytes) {
            if (!over && body.length() + bytes.length() > most) {
                fail(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            } else if (!over) {
                body.appendBuffer(bytes);
            }
        }

        private void broken(Throwable cause) {
            var gone = cause instanceof IOException || cause instanceof HttpClosedException
                    || cause instanceof StreamResetException;
            if (gone) {
                settle();
            } else {
                fail(HttpResponseStatus.BAD_REQUEST);
            }
        }

        private void late() {
            line.ifPresent(slow -> slow.lines().limits().hit("body-time"));
            fail(HttpResponseStatus.REQUEST_TIMEOUT);
        }

        private void fail(HttpResponseStatus status) {
            if (settle()) {
                ctx.fail(status.code());
            }
        }

        private boolean settle() {
            var first = !over;
            over = true;
            if (first) {
                line.ifPresent(held -> held.bodyIsOver(cost));
            }
            vertx.cancelTimer(timer);
            return first;
        }
    }
}
