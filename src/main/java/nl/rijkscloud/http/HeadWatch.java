package nl.rijkscloud.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;

/**
 * Counts what a head of HTTP/1.1 takes while it is not whole. It stands before the decoder, which keeps the lines of an unfinished head as objects and
 * says nothing about it until the last of them. So it does with the lines after a body in chunks, which count too. Any other body, and that of an
 * upload, is only passed on. Confined to the connection's event loop.
 */
final class HeadWatch extends ChannelInboundHandlerAdapter {
    /** Browsers and proxies together send some thirty. */
    static final int MOST_LINES = 100;

    /** What the decoder's objects for one line take, besides its bytes. */
    private static final int LINE_COST = 256;
    private static final byte[] REFUSAL = ("HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final Line line;
    private boolean inHead = true;
    private boolean inChunks;
    private int parts;
    private int lines;
    private long bytes;
    private int newlines;
    private final ByteProcessor count = octet -> {
        newlines += octet == '\n' ? 1 : 0;
        return true;
    };

    HeadWatch(Line line) {
        this.line = line;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if ((inHead || inChunks && ctx.pipeline().get(DirectBody.class) == null) && message instanceof ByteBuf read) {
            newlines = 0;
            read.forEachByte(count);
            watch(ctx, message, read.readableBytes(), newlines);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private void watch(ChannelHandlerContext ctx, Object message, int size, int ends) {
        var before = parts;
        ctx.fireChannelRead(message);
        if (before != parts) {
            return; // all of it belonged to what is whole now, or a little of it to what comes next
        }
        lines += ends;
        if (inHead) {
            bytes += size;
            line.headIsDue();
        }
        line.grows(bytes + (long) lines * LINE_COST);
        line.lines().makeRoom();
        if (inHead && lines > MOST_LINES) {
            line.lines().limits().hit("header-lines");
            ctx.writeAndFlush(Unpooled.wrappedBuffer(REFUSAL)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    void headIsWhole(HttpRequest head) {
        inHead = false;
        inChunks = HttpUtil.isTransferEncodingChunked(head);
        begin();
    }

    void bodyIsWhole() {
        inHead = true;
        if (inChunks) {
            inChunks = false;
            begin();
        }
    }

    private void begin() {
        parts++;
        bytes = 0;
        lines = 0;
        line.isWhole();
    }
}
