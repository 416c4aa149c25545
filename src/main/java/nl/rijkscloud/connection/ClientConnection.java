package nl.rijkscloud.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Source.Network;

/**
 * One connection from outside, with the head or small body that it has not completed. While none of its requests is
 * complete it may be closed, and it is closed when others need its place. Its event loop reports to it and other
 * threads read it: every method is safe for use from any thread.
 */
public final class ClientConnection {
    /**
     * Streams that one connection may have; RFC 9113 section 6.5.2 lets a peer begin some before it has heard of the
     * limit.
     */
    static final int MOST_REQUESTS = 200;

    private static final AttributeKey<ClientConnection> KEY = AttributeKey.valueOf("nl.rijkscloud.line");

    private final ClientConnections lines;
    private final Channel channel;
    private final List<Network> networks;
    private final boolean proxy;
    private boolean headDue = true;
    private long headSince = System.nanoTime();
    private long decoding;
    private int requests;
    private int waiting;
    private long held;
    private long unread;
    private long unreadSince = headSince;
    private boolean gone;

    /** @param proxy whether it is one of ours, which speaks for many */
    ClientConnection(ClientConnections lines, Channel channel, Source source, boolean proxy) {
        this.lines = lines;
        this.channel = channel;
        this.networks = source.networks();
        this.proxy = proxy;
        channel.attr(KEY).set(this);
    }

    /** Empty for a server without {@link ConnectionGate}. */
    public static Optional<ClientConnection> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase base
                ? of(base.channelHandlerContext().channel())
                : Optional.empty();
    }

    public static Optional<ClientConnection> of(Channel channel) {
        return Optional.ofNullable(channel.attr(KEY).get());
    }

    public ClientConnections lines() {
        return lines;
    }

    List<Network> networks() {
        return networks;
    }

    public boolean isProxy() {
        return proxy;
    }

    /** A head has begun and is not whole. */
    synchronized void headIsDue() {
        if (!headDue) {
            headDue = true;
            headSince = System.nanoTime();
        }
    }

    /** Records that the decoder keeps this many bytes by now. */
    synchronized void grows(long bytes) {
        hold(bytes - decoding);
        decoding = bytes;
    }

    /** The decoder has let go of it. */
    synchronized void isWhole() {
        headDue = false;
        hold(-decoding);
        decoding = 0;
    }

    /** A request begins. False when the connection has too many. */
    public synchronized boolean begin() {
        headDue = false;
        requests++;
        return requests <= MOST_REQUESTS;
    }

    public void end() {
        synchronized (this) {
            requests--;
        }
        lines.hasServed(this);
    }

    /** Records that a request waits for a body of at most this many bytes. */
    public synchronized void awaitBody(long bytes) {
        waiting++;
        hold(bytes);
    }

    public synchronized void bodyIsOver(long bytes) {
        waiting--;
        hold(-bytes);
    }

    /** True when no request of it is whole. */
    synchronized boolean isQuiet() {
        return requests == waiting;
    }

    synchronized boolean isHolding() {
        return held > 0;
    }

    /** True when the next head has been due for longer than that. */
    synchronized boolean isLate(long now, long nanos) {
        return headDue && now - headSince > nanos;
    }

    /** Measures the bytes of answers that the client has not read yet, and the time since which it reads none. */
    synchronized long unread(long now) {
        var buffer = channel.unsafe().outboundBuffer();
        var pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        if (pending == 0 || pending < unread) {
            unreadSince = now;
        }
        unread = pending;
        return pending;
    }

    synchronized long unreadSince() {
        return unreadSince;
    }

    /** Closes it, once, to free a place under this limit. */
    public void close(String limit) {
        if (leave()) {
            lines.limits().hit(limit);
            cut();
        }
    }

    /** Bypasses all handlers: the HTTP/2 handler would wait half a minute for the streams to end. */
    private void cut() {
        var first = channel.pipeline().firstContext();
        if (first == null) {
            var _ = channel.close();
        } else {
            var _ = first.close();
        }
    }

    /** False when it has been counted out already. */
    boolean leave() {
        synchronized (this) {
            if (gone) {
                return false;
            }
            hold(-held);
            gone = true;
        }
        lines.forget(this);
        return true;
    }

    private void hold(long bytes) {
        if (!gone) {
            held += bytes;
            lines.hold(bytes);
        }
    }
}
