package nl.rijkscloud.connection;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.Network;
import nl.rijkscloud.kernel.OpenFiles;
import nl.rijkscloud.kernel.Source;

/**
 * All connections from outside, and what they may take together: so many of them, so many from one source, so much
 * memory for heads and bodies that are not whole, so much time for a head. The connection that has kept the server
 * waiting longest is closed first, and before those one that never had a whole request; a request that is whole is
 * never cut off for it. Proxies of ours speak for many: there each address that they name may have as many requests as
 * another has connections. Safe for use from any thread.
 */
public final class ClientConnections {
    /** Answers that nobody takes, in memory outside the heap: a quarter of what is advised. */
    private static final long MOST_UNREAD = 64 << 20;
    private static final long PATIENCE_UNREAD_NANOS = 5_000_000_000L;

    /** Those that never had a whole request, and then the others: a neighbour who is between two requests stays. */
    private static final Comparator<ClientConnection> FIRST_TO_GO = Comparator.comparing(ClientConnection::hasServed)
            .thenComparingLong(ClientConnection::quietSince);

    private final Config.Connections config;
    private final int most;
    private final int mostFiles;
    private final ClientAddress addresses;
    private final LimitLog limits;
    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final NetworkCounts connections;
    private final NetworkCounts forwarded;
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger files = new AtomicInteger();

    public ClientConnections(Config.Server server, OpenFiles openFiles, LimitLog limits) {
        this.config = server.connections();
        this.most = Math.min(config.most(), openFiles.connections());
        this.mostFiles = openFiles.forConnections();
        this.addresses = new ClientAddress(server.trustedProxies());
        this.limits = limits;
        this.connections = new NetworkCounts(config.perSource(), most);
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
        var full = proxy ? Optional.<Network>empty() : connections.full(source);
        if (full.isPresent()
                && !closeOldest("connections-per-source", line -> line.isQuiet() && line.isIn(full.get()))) {
            limits.hit("connections-per-source");
            return Optional.empty();
        }
        if (open.size() >= most && !closeOldest("connections", ClientConnection::isQuiet)) {
            limits.hit("connections");
            return Optional.empty();
        }
        var line = new ClientConnection(this, channel, source, proxy);
        open.add(line);
        connections.add(source);
        files.incrementAndGet();
        channel.closeFuture().addListener(closed -> {
            files.decrementAndGet();
            line.leave();
        });
        return Optional.of(line);
    }

    /**
     * True when connections have all the files that they may: closed ones too, until their event loops come to them.
     */
    boolean isOutOfFiles() {
        return files.get() >= mostFiles;
    }

    void forget(ClientConnection line) {
        open.remove(line);
        connections.remove(line.source());
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
        while (held.get() > config.unfinished() && closeOldest("unfinished-requests", ClientConnection::isHolding)) {
            // another one
        }
    }

    /**
     * Once a second: closes what has kept the server waiting too long, and, when much is unread, readers that have
     * stopped.
     */
    public void sweep() {
        var now = System.nanoTime();
        var late = config.headTimeout().toNanos();
        long unread = 0;
        for (var line : open) {
            if (line.isLate(now, late)) {
                line.close("head-time");
            }
            unread += line.unread(now);
        }
        while (unread > MOST_UNREAD) {
            var stalled = open.stream()
                    .filter(line -> line.unread(now) > 0 && now - line.unreadSince() > PATIENCE_UNREAD_NANOS)
                    .min(Comparator.comparingLong(ClientConnection::unreadSince));
            if (stalled.isEmpty()) {
                return;
            }
            unread -= stalled.get().unread(now);
            stalled.get().close("unread-answers");
        }
    }

    private boolean closeOldest(String limit, Predicate<ClientConnection> which) {
        var oldest = open.stream().filter(which).min(FIRST_TO_GO);
        oldest.ifPresent(line -> line.close(limit));
        return oldest.isPresent();
    }
}
