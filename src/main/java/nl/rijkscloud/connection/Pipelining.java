package nl.rijkscloud.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/**
 * Notices a client that sends its next request before it has the answer to the last one (RFC 9112 section 9.3.2).
 * Vert.x holds such a request back, head and body, so that when its head is handled the body may have passed where
 * {@link DirectBody} would wait for it. Confined to the connection's event loop.
 *
 * <p>Browsers and proxies do not do so. A client that sends very many requests at once would get the event loop for all
 * of them: it gets answers to the first three, and the connection is closed. The RFC lets a server do so and tells
 * clients to send the rest again.
 */
public final class Pipelining extends ChannelDuplexHandler {
    /** Requests of one connection that may come before their time, see {@link #isEarly}. */
    static final int MOST_EARLY = 2;

    private final Optional<RequestHeadMeter> heads;
    private int unanswered;
    private boolean seen;
    private int early;
    private long lastRead = -1;
    private boolean full;

    private Pipelining(Optional<RequestHeadMeter> heads) {
        this.heads = heads;
    }

    /** Watches a connection from its start. One of HTTP/2 has no need for it. */
    public static void watch(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            var handler = base.channelHandlerContext();
            var heads = ClientConnection.of(handler.channel()).filter(
                    line -> handler.pipeline().get(HttpRequestDecoder.class) != null).map(RequestHeadMeter::new);
            heads.ifPresent(watch -> handler.pipeline()
                    .addBefore(handler.pipeline().context(HttpRequestDecoder.class).name(), null, watch));
            handler.pipeline().addBefore(handler.name(), null, new Pipelining(heads));
            ReceiveBufferSize.set(handler.channel());
        }
    }

    /** True if this connection is watched and has never pipelined. */
    static boolean isRuledOut(ChannelPipeline pipeline) {
        var watch = pipeline.get(Pipelining.class);
        return watch != null && !watch.seen;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (full) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest head) {
            seen |= unanswered > 0;
            early += isEarly() ? 1 : 0;
            if (early > MOST_EARLY) {
                stop(ctx, message);
                return;
            }
            unanswered++;
            heads.ifPresent(watch -> watch.headIsWhole(head));
            UnknownVersion.mark(head);
            if (!ctx.channel().isWritable()) {
                refuse(ctx, message);
                return;
            }
        }
        if (message instanceof LastHttpContent) {
            heads.ifPresent(RequestHeadMeter::bodyIsWhole);
        }
        ctx.fireChannelRead(message);
    }

    /**
     * True if the client cannot have had the last answer: two requests came in one read, or two are unanswered. One
     * alone proves nothing: the client may have its last byte before we have written that it was the last.
     */
    private boolean isEarly() {
        var read = heads.map(RequestHeadMeter::reads).orElse(-1L);
        var same = read >= 0 && read == lastRead;
        lastRead = read;
        return same || unanswered > 1;
    }

    private void stop(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        full = true;
        heads.ifPresent(RequestHeadMeter::discardTheRest);
        ClientConnection.of(ctx.channel()).ifPresent(line -> line.lines().limits().hit("pipelined-requests"));
        if (unanswered == 0) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Closes the connection of a client that asks on and takes no answers: they would pile up in memory. */
    private static void refuse(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        ClientConnection.of(ctx.channel()).ifPresentOrElse(line -> line.close("unread-answers"), () -> {
            var _ = ctx.close();
        });
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            unanswered--;
        }
        if (full && unanswered == 0) {
            ctx.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = ctx.write(message, promise);
        }
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
