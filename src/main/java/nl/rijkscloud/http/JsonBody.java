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
 * Reads a small body whole before the next handler runs. It reads at most as many bytes as the address allows, decodes
 * nothing, and allows a time that depends on the length: a client that sends a byte now and then is never idle and
 * would hold memory for ever. If the connection breaks, the next handler does not run. Event loop; no state.
 */
public final class JsonBody implements Handler<RoutingContext> {
    /** The name under which the next handler finds a {@link Dropped} body. */
    public static final String DROPPED = "dropped-body";

    /** A body that was read and not kept: its length, and the time from the request to the last byte. */
    public record Dropped(long bytes, long millis) {}

    /** The speed of a poor mobile connection: one more second is allowed for this many bytes. */
    private static final long BYTES_PER_SECOND = 16 << 10;

    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(30);

    /** The memory in bytes that a body of unknown length counts for, and that every request adds. */
    private static final long USUAL = 64 << 10;
    private static final long REQUEST_COST = 2 << 10;

    private final long most;
    private final boolean kept;

    /** @param most the largest body in bytes */
    public JsonBody(long most) {
        this(most, true);
    }

    private JsonBody(long most, boolean kept) {
        this.most = most;
        this.kept = kept;
    }

    /** Reads a body under the same bounds and drops its bytes as they come. */
    public static JsonBody dropped(long most) {
        return new JsonBody(most, false);
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (declared(ctx) > most) {
            ctx.fail(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE.code());
        } else {
            new Reading(ctx).begin();
        }
    }

    /** The declared length; 0 if it is no number, which the server underneath refuses. */
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
        private final long began = System.nanoTime();
        private long length;
        private boolean over;

        private Reading(RoutingContext ctx) {
            this.ctx = ctx;
            this.vertx = ctx.vertx();
            this.line = ClientConnection.of(ctx.request());
            this.cost = REQUEST_COST
                    + (!kept ? 0 : announcesLength() ? declared(ctx) : Math.min(USUAL, most));
            var timeout = line.map(known -> known.lines().config().bodyTimeout()).orElse(BODY_TIMEOUT);
            var seconds = timeout.toSeconds() + declared(ctx) / BYTES_PER_SECOND;
            this.timer = vertx.setTimer(Duration.ofSeconds(seconds).toMillis(), expired -> expire());
        }

        private void begin() {
            line.ifPresent(held -> {
                held.awaitBody(cost);
                held.lines().makeRoom();
            });
            ctx.request().handler(this::take).exceptionHandler(this::handleBreak).endHandler(whole -> {
                if (settle()) {
                    ((RoutingContextInternal) ctx).setBody(body);
                    if (!kept) {
                        ctx.put(DROPPED, new Dropped(
                                length, Duration.ofNanos(System.nanoTime() - began).toMillis()));
                    }
                    ctx.next();
                }
            });
        }

        private boolean announcesLength() {
            return ctx.request().headers().contains(HttpHeaders.CONTENT_LENGTH)
                    || (ctx.request().version() != HttpVersion.HTTP_2
                            && !ctx.request().headers().contains(HttpHeaders.TRANSFER_ENCODING));
        }

        private void take(Buffer bytes) {
            length += bytes.length();
            if (!over && length > most) {
                fail(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            } else if (!over && kept) {
                body.appendBuffer(bytes);
            }
        }

        private void handleBreak(Throwable cause) {
            var gone = cause instanceof IOException || cause instanceof HttpClosedException
                    || cause instanceof StreamResetException;
            if (gone) {
                settle();
            } else {
                fail(HttpResponseStatus.BAD_REQUEST);
            }
        }

        private void expire() {
            line.ifPresent(held -> held.lines().limits().hit("body-time"));
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
