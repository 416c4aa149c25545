package nl.rijkscloud.connection;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.OpenFiles;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Source.Network;

/**
 * All connections from outside, and their limits: their number, in all and from one source, the memory for incomplete
 * heads and bodies, and the time for a head. The connection that has kept the server waiting longest is closed first,
 * and before those one that never had a whole request; a request that is whole is never cut off for it. Proxies of ours
 * speak for many: there each address that they name may have as many requests as another has connections. Safe for use
 * from any thread.
 */
public final class ClientConnections {
    /**
     * Closes the connections that are left after a stop. Vert.x writes pending bytes before it closes a connection, and
     * waits for ever when the peer has stopped reading. Safe for use from any thread.
     */
    public static final class OpenConnections {
        private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

        public void add(HttpConnection connection) {
            if (connection instanceof ConnectionBase base) {
                var channel = base.channelHandlerContext().channel();
                channels.add(channel);
                channel.closeFuture().addListener(closed -> channels.remove(channel));
            }
        }

        /** Closes all of them at once, without the handlers, which would wait until everything is written. */
        public void abandon() {
            channels.forEach(channel ->
                    channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise())));
        }
    }

    /** The bytes of unread answers, in memory outside the heap: a quarter of the advised size. */
    private static final long MOST_UNREAD = 64 << 20;
    private static final long PATIENCE_UNREAD_NANOS = 5_000_000_000L;

    private final Config.Connections config;
    private final int most;
    private final int mostFiles;
    private final ClientAddress addresses;
    private final LimitLog limits;
    private final ConnectionOrder open;
    private final NetworkCounts forwarded;
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger files = new AtomicInteger();

    public ClientConnections(Config.Server server, OpenFiles openFiles, LimitLog limits) {
        this.config = server.connections();
        this.most = Math.min(config.most(), openFiles.connections());
        this.mostFiles = openFiles.forConnections();
        this.addresses = new ClientAddress(server.trustedProxies());
        this.limits = limits;
        this.open = new ConnectionOrder(config.perSource(), most);
        this.forwarded = new NetworkCounts(config.perSource(), most);
    }

    public LimitLog limits() {
        return limits;
    }

    public Config.Connections config() {
        return config;
    }

    public ClientAddress addresses() {
        return addresses;
    }

    /** Lets a connection in, or not. Makes room for it where one can be closed that waits. */
    synchronized Optional<ClientConnection> admit(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote) || remote.getAddress() == null) {
            return Optional.empty();
        }
        var source = Source.of(remote.getAddress());
        var proxy = addresses.isProxy(remote.getAddress());
        var full = proxy ? Optional.<Network>empty() : open.findFullNetwork(source);
        if (full.isPresent() && !close(open.firstIn(full.get(), ClientConnection::isQuiet), "connections-per-source")) {
            limits.hit("connections-per-source");
            return Optional.empty();
        }
        if (open.isFull() && !close(open.first(ClientConnection::isQuiet), "connections")) {
            limits.hit("connections");
            return Optional.empty();
        }
        var line = new ClientConnection(this, channel, source, proxy);
        open.add(line);
        channel.closeFuture().addListener(closed -> line.leave());
        return Optional.of(line);
    }

    /** A connection that was let in holds a file until {@link #releaseFile}. */
    void holdFile() {
        files.incrementAndGet();
    }

    void releaseFile() {
        files.decrementAndGet();
    }

    /** True when connections hold all the files that they may. */
    boolean isOutOfFiles() {
        return files.get() >= mostFiles;
    }

    /** Call it after each answer, without the connection's lock. */
    synchronized void hasServed(ClientConnection line) {
        open.moveBehindServed(line);
    }

    synchronized void forget(ClientConnection line) {
        open.remove(line);
    }

    /**
     * False when the address that a proxy of ours names has as many requests as it may. Each that is let in is told to
     * {@link #leave}.
     */
    public boolean enter(Source source) {
        var fits = forwarded.addIfFits(source);
        if (!fits) {
            limits.hit("requests-per-source");
        }
        return fits;
    }

    public void leave(Source source) {
        forwarded.remove(source);
    }

    void hold(long bytes) {
        held.addAndGet(bytes);
    }

    /** Closes connections that wait, until what all of them hold is within the budget. Holds no line's lock. */
    public void makeRoom() {
        while (held.get() > config.unfinished() && close(oldestHolder(), "unfinished-requests")) {
            // another one
        }
    }

    private synchronized Optional<ClientConnection> oldestHolder() {
        return open.first(ClientConnection::isHolding);
    }

    /**
     * Once a second: closes connections that have kept the server waiting too long and, when many bytes are unread,
     * those whose readers have stopped.
     */
    public void sweep() {
        var now = System.nanoTime();
        var late = config.headTimeout().toNanos();
        long unread = 0;
        var lines = list();
        for (var line : lines) {
            if (line.isLate(now, late)) {
                line.close("head-time");
            }
            unread += line.unread(now);
        }
        if (unread > MOST_UNREAD) {
            closeStalledReaders(lines, now, unread - MOST_UNREAD);
        }
    }

    private static void closeStalledReaders(List<ClientConnection> lines, long now, long excess) {
        var stalled = lines.stream()
                .filter(line -> line.unread(now) > 0 && now - line.unreadSince() > PATIENCE_UNREAD_NANOS)
                .sorted(Comparator.comparingLong(ClientConnection::unreadSince)).iterator();
        for (var left = excess; left > 0 && stalled.hasNext(); ) {
            var line = stalled.next();
            left -= line.unread(now);
            line.close("unread-answers");
        }
    }

    private synchronized List<ClientConnection> list() {
        return open.list();
    }

    private static boolean close(Optional<ClientConnection> connection, String limit) {
        connection.ifPresent(found -> found.close(limit));
        return connection.isPresent();
    }
}
