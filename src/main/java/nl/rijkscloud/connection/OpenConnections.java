package nl.rijkscloud.connection;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the connections that are left after a stop: Vert.x writes what is under way before it closes one, and a peer
 * that reads nothing more never takes it. Safe for use from any thread.
 */
public final class OpenConnections {
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    public void add(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            var channel = base.channelHandlerContext().channel();
            channels.add(channel);
            channel.closeFuture().addListener(closed -> channels.remove(channel));
        }
    }

    /** At once, whatever still waits to be written. Past the handlers, which would wait for it. */
    public void abandon() {
        channels.forEach(channel -> channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise())));
    }
}
