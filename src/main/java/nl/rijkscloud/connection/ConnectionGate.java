package nl.rijkscloud.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Limits connections when they are accepted, before a handshake, a decoder or a byte takes memory. Vert.x has a hook
 * only after the handshake, so the transport puts this handler into the listening channel.
 */
@ChannelHandler.Sharable
public final class ConnectionGate extends ChannelInboundHandlerAdapter {
    /** Longer than an event loop takes for the events it has selected. */
    private static final int SELECTION_MS = 25;

    private final ClientConnections lines;
    private final IntPredicate isPublic;

    private ConnectionGate(ClientConnections lines, IntPredicate isPublic) {
        this.lines = lines;
        this.isPublic = isPublic;
    }

    /** @param isPublic tells by its port whether a server is for everybody; others have no door */
    public static Transport transport(ClientConnections lines, IntPredicate isPublic) {
        var door = new ConnectionGate(lines, isPublic);
        return new Transport() {
            @Override
            public String name() {
                return "nio";
            }

            @Override
            public boolean available() {
                return true;
            }

            @Override
            public @Nullable Throwable unavailabilityCause() {
                return null;
            }

            @Override
            public io.vertx.core.spi.transport.Transport implementation() {
                return new NioTransport() {
                    @Override
                    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
                        var made = super.serverChannelFactory(domainSocket);
                        return () -> {
                            var channel = made.newChannel();
                            channel.pipeline().addLast(door);
                            return channel;
                        };
                    }
                };
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var channel = (Channel) message;
        if (!(channel.localAddress() instanceof InetSocketAddress local) || !isPublic.test(local.getPort())) {
            ctx.fireChannelRead(message);
        } else if (lines.admit(channel).isEmpty()) {
            channel.unsafe().closeForcibly();
        } else {
            waitForFiles(ctx.channel(), channel);
            ctx.fireChannelRead(message);
        }
    }

    /**
     * Newcomers stay with the system, which holds some thousand, until there is a file for them: closed connections
     * give theirs back soon.
     */
    private void waitForFiles(Channel listening, Channel accepted) {
        lines.holdFile();
        accepted.closeFuture().addListener(closed -> afterNextSelect(accepted, listening, () -> {
            lines.releaseFile();
            listenAgain(listening);
        }));
        if (lines.isOutOfFiles()) {
            listening.config().setAutoRead(false);
            listenAgain(listening); // the last of them may have been closed in between
        }
    }

    /**
     * Java closes the file of a socket when its selector runs the next time, not when the channel is closed. Netty runs
     * scheduled tasks after a selection.
     */
    private static void afterNextSelect(Channel closed, Channel listening, Runnable task) {
        var loop = closed.isRegistered() ? closed.eventLoop() : listening.eventLoop();
        if (!loop.isShuttingDown()) {
            var _ = loop.schedule(task, SELECTION_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void listenAgain(Channel listening) {
        if (!lines.isOutOfFiles()) {
            listening.config().setAutoRead(true);
        }
    }
}
