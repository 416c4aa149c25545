package nl.rijkscloud.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.StandardCharsets;

/**
 * Counts the memory of an incomplete HTTP/1.1 head. It stands before the decoder, which keeps the lines of an
 * unfinished head as objects and says nothing about it until the last of them. So it does with the lines after a body
 * in chunks, which count too. Any other body, and that of an upload, is only passed on. Confined to the connection's
 * event loop.
 */
public final class RequestHeadMeter extends ChannelInboundHandlerAdapter {
    /** Browsers and proxies together send some thirty. */
    public static final int MOST_LINES = 100;

    /** Bytes that the decoder's objects for one line take, besides the line itself. */
    private static final int LINE_COST = 256;
    /**
     * The most lines that a body in chunks may add: our pages send none, and a proxy that cuts a body into chunks adds
     * some dozens.
     */
    private static final int MOST_CHUNK_LINES = 300;
    private static final int SLICE = 512;
    /**
     * Lines of a slice in which something ends; real ones are longer than 16 bytes, and more of them are the beginning
     * of a hostile head behind it.
     */
    private static final int LITTLE = 32;
    private static final byte[] REFUSAL =
            "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ClientConnection line;
    private boolean inHead = true;
    private boolean inChunks;
    private int parts;
    private int lines;
    private long bytes;
    private boolean refused;
    private long reads;

    RequestHeadMeter(ClientConnection line) {
        this.line = line;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reads++;
        if (message instanceof ByteBuf read && watches(ctx)) {
            watch(ctx, read);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private boolean watches(ChannelHandlerContext ctx) {
        return refused || ((inHead || inChunks) && ctx.pipeline().get(DirectBody.class) == null);
    }

    /**
     * In slices: a read that holds thousands of lines would be objects before it is known that they are too many, on
     * hundreds of connections at once.
     */
    private void watch(ChannelHandlerContext ctx, ByteBuf read) {
        while (read.isReadable() && watches(ctx) && !refused) {
            decode(ctx, read.readRetainedSlice(Math.min(SLICE, read.readableBytes())));
        }
        if (read.isReadable() && !refused) {
            ctx.fireChannelRead(read);
        } else {
            read.release();
        }
    }

    private void decode(ChannelHandlerContext ctx, ByteBuf slice) {
        var before = parts;
        var size = slice.readableBytes();
        var ends = newlines(slice); // the decoder lets go of the bytes
        ctx.fireChannelRead(slice);
        if (!inHead && !inChunks) {
            return;
        }
        if (before == parts) {
            lines += ends;
            bytes += inHead ? size : 0;
        } else if (inChunks || ends > LITTLE) {
            lines = ends; // something came to its end, and all of these may belong to what follows it
        }
        if (inHead && before == parts) {
            line.headIsDue();
        }
        line.grows(bytes + (long) lines * LINE_COST);
        line.lines().makeRoom();
        if (lines > (inHead ? MOST_LINES : MOST_CHUNK_LINES)) {
            refuse(ctx);
        }
    }

    /**
     * With an answer where it can go out at once: behind others that nobody reads it would keep the connection, and all
     * that the decoder holds.
     */
    private void refuse(ChannelHandlerContext ctx) {
        refused = true;
        line.lines().limits().hit("header-lines");
        if (line.isQuiet() && ctx.channel().isWritable()) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(REFUSAL)).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = ctx.close();
        }
    }

    private static int newlines(ByteBuf slice) {
        var count = 0;
        for (var at = slice.readerIndex(); at < slice.writerIndex(); at++) {
            count += slice.getByte(at) == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The number of reads so far: a client that waits for its answers never has two heads in one. */
    long reads() {
        return reads;
    }

    /** Nothing more is read of this connection. */
    void discardTheRest() {
        refused = true;
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
