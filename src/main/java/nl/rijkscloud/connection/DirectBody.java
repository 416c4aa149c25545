package nl.rijkscloud.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The bytes of one request of HTTP/1.1, taken where they leave the decoder: before Vert.x copies each of them to the
 * heap, which costs a quarter of an upload. It reaches the channel through internal types, so it is offered only where
 * these are the expected ones.
 *
 * <p>A buffer is the handler's for the duration of the call only. Confined to the connection's event loop. Invariant:
 * messages reach their taker in the order in which they came, and what follows the body, or was never taken, goes to
 * Vert.x as if nobody had stood in between.
 */
public final class DirectBody extends ChannelInboundHandlerAdapter implements ReadStream<Buffer> {
    private final HttpServerRequest request;
    private final ContextInternal context;
    private final ChannelHandlerContext vertxHandler;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private Handler<Buffer> handler = DirectBody::drop;
    private Handler<Void> endHandler = DirectBody::drop;
    private long demand;
    private boolean delivering;
    private boolean over;

    private DirectBody(HttpServerRequest request, ContextInternal context, ChannelHandlerContext vertxHandler) {
        this.request = request;
        this.context = context;
        this.vertxHandler = vertxHandler;
    }

    /**
     * Call it while the request's head is being handled, before any byte of its body can have passed, with the request
     * paused. The returned stream is paused too.
     *
     * @return nothing for HTTP/2, and where part of the body may have passed already
     */
    public static Optional<DirectBody> of(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_1
                || !(request.connection() instanceof ConnectionBase connection)
                || !Pipelining.isRuledOut(connection.channelHandlerContext().pipeline())) {
            return Optional.empty();
        }
        var body = new DirectBody(request, ContextInternal.current(), connection.channelHandlerContext());
        body.vertxHandler.pipeline().addBefore(body.vertxHandler.name(), null, body);
        body.read(false);
        return Optional.of(body);
    }

    /** Gives a request that nobody reads any further back to Vert.x, if its body was taken. */
    public static void giveBack(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_1_1 && request.connection() instanceof ConnectionBase connection) {
            var body = connection.channelHandlerContext().pipeline().get(DirectBody.class);
            if (body != null && body.request.equals(request)) {
                body.giveBack();
            }
        }
    }

    /** From now on no more is taken from the network at a time than is wanted then, as far as that is in our hands. */
    public void reads(IntSupplier wanted) {
        ReceiveBufferSize.of(vertxHandler.channel()).ifPresent(size -> size.limit(wanted));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        waiting.add(message);
        context.dispatch(null, now -> deliver());
    }

    private void deliver() {
        if (delivering) {
            return; // the loop below goes on
        }
        delivering = true;
        try {
            while (demand > 0 && !over && !waiting.isEmpty()) {
                deliver(waiting.remove());
            }
        } finally {
            delivering = false;
        }
        read(over || demand > 0);
    }

    private void deliver(Object message) {
        if (!(message instanceof HttpContent content) || content.decoderResult().isFailure()) {
            waiting.addFirst(message); // Vert.x knows what to do with it, and closes the connection
            giveBack();
            return;
        }
        try {
            if (content.content().isReadable()) {
                demand -= demand == Long.MAX_VALUE ? 0 : 1;
                handler.handle(BufferInternal.buffer(content.content()));
            }
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            waiting.addFirst(LastHttpContent.EMPTY_LAST_CONTENT);
            giveBack();
            request.resume();
            endHandler.handle(null);
        }
    }

    /** Removes itself: bytes that were not taken go to the request. Has no effect the second time. */
    public void giveBack() {
        if (!over) {
            over = true;
            var here = vertxHandler.pipeline().context(this);
            while (!waiting.isEmpty()) {
                here.fireChannelRead(waiting.remove());
            }
            here.fireChannelReadComplete(); // Vert.x flushes nothing before it
            here.pipeline().remove(this);
            read(true);
        }
    }

    /** Releases waiting bytes; Netty also calls this when the connection has gone and nobody will take them. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        over = true;
        ReceiveBufferSize.of(ctx.channel()).ifPresent(ReceiveBufferSize::unlimited);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private static void drop(Object ignored) {}

    private void read(boolean wanted) {
        Channel channel = vertxHandler.channel();
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    @Override
    public DirectBody handler(Handler<Buffer> bytes) {
        handler = bytes == null ? DirectBody::drop : bytes; // a pipe that has failed listens no longer
        return this;
    }

    @Override
    public DirectBody endHandler(Handler<Void> end) {
        endHandler = end == null ? DirectBody::drop : end;
        return this;
    }

    /** Never called: the response's close handler reports a broken connection. */
    @Override
    public DirectBody exceptionHandler(Handler<Throwable> ignored) {
        return this;
    }

    @Override
    public DirectBody pause() {
        demand = 0;
        return this;
    }

    @Override
    public DirectBody resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public DirectBody fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        context.dispatch(null, now -> deliver());
        return this;
    }
}
