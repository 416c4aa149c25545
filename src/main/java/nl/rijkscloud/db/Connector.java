package nl.rijkscloud.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.internal.pool.PoolImpl;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.typed.DatabaseHost;

/**
 * Makes pools of connections to one database, one for each purpose: to the primary among its hosts, encrypted as the
 * address says, limited at PostgreSQL as the purpose says, and closed when old, idle or silent. Safe for use from any
 * thread.
 */
final class Connector {
    /**
     * The longest life of a connection, which bounds connections to the old server after a failover behind one name.
     */
    private static final Duration LIFE = Duration.ofMinutes(5);
    /** Shorter than the silence of every purpose, so that the pool removes an idle connection before it closes. */
    private static final Duration UNUSED = Duration.ofSeconds(3);
    private static final Duration CLEAN_EVERY = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_FREE = Duration.ofSeconds(10);
    /** PostgreSQL, "Message Formats": SSLRequest. */
    static final Buffer ASK_FOR_TLS = Buffer.buffer().appendInt(8).appendInt(80877103);
    private static final Duration ANSWER_HOLDS = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final Config.Database config;
    private final Encryption encryption;

    /**
     * The answer of the server about TLS, for {@code prefer}. It is asked again now and then, since another server may
     * have replaced it.
     */
    private record Offer(boolean tls, Instant until) {}

    private final Map<DatabaseHost, Offer> offers = new ConcurrentHashMap<>();
    private final PrimaryFinder finder;

    Connector(Vertx vertx, Config.Database config) {
        this.vertx = vertx;
        this.config = config;
        this.encryption = Encryption.of(config.uri());
        this.finder = new PrimaryFinder(config, CONNECT);
    }

    List<DatabaseHost> hosts() {
        return finder.order();
    }

    Pool pool(Purpose purpose) {
        var inside = (VertxInternal) vertx;
        var connect = connect(purpose);
        var factory = PgDriver.INSTANCE.createConnectionFactory(inside, transport());
        var closing = new CloseFuture();
        closing.add(factory);
        return new PoolImpl(
                inside, PgDriver.INSTANCE, false, options(purpose), null, null,
                context -> finder.find((ContextInternal) context, host -> on(context, ready(host, connect))
                        .compose(ready -> DatabaseSocket.connect(factory, context, ready, CONNECT,
                                purpose.silence()))), null, closing).init();
    }

    /** Completes on the context that the pool gave. */
    private static <T> Future<T> on(Context context, Future<T> elsewhere) {
        var here = ((ContextInternal) context).<T>promise();
        elsewhere.onComplete(here);
        return here.future();
    }

    private PoolOptions options(Purpose purpose) {
        return new PoolOptions()
                .setMaxSize(purpose.connections(config.poolSize()))
                .setName(purpose == Purpose.REQUEST ? "rijkscloud" : "rijkscloud-" + purpose.word())
                .setMaxLifetime((int) LIFE.toSeconds()).setMaxLifetimeUnit(TimeUnit.SECONDS)
                .setIdleTimeout((int) UNUSED.toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setPoolCleanerPeriod((int) CLEAN_EVERY.toMillis())
                .setConnectionTimeout((int) WAIT_FOR_FREE.toSeconds()).setConnectionTimeoutUnit(TimeUnit.SECONDS);
    }

    private PgConnectOptions connect(Purpose purpose) {
        var uri = config.uri();
        var options = new PgConnectOptions()
                .setDatabase(uri.getPath().substring(1))
                .setUser(config.user())
                .setPassword(config.password().reveal())
                .setCachePreparedStatements(true)
                .setSslMode(encryption.mode())
                .setSslOptions(encryption.options());
        SessionSettings.of(purpose).forEach(options::addProperty);
        return options;
    }

    private static NetClientOptions transport() {
        return new NetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true)
                .setConnectTimeout((int) CONNECT.toMillis());
    }

    /**
     * Completes the options for one host. With {@code prefer}, asks the server first if it offers TLS. The client's own
     * method leaves a connection open at every server that does not, and tries without encryption after any failure.
     */
    private Future<PgConnectOptions> ready(DatabaseHost host, PgConnectOptions options) {
        var there = new PgConnectOptions(options).setHost(host.name()).setPort(host.port());
        return encryption.mode() != SslMode.PREFER
                ? Future.succeededFuture(there)
                : offersTls(host).map(tls -> there.setSslMode(tls ? SslMode.REQUIRE : SslMode.DISABLE));
    }

    private Future<Boolean> offersTls(DatabaseHost host) {
        var known = offers.get(host);
        if (known != null && known.until().isAfter(Instant.now())) {
            return Future.succeededFuture(known.tls());
        }
        var client = vertx.createNetClient(transport());
        return client.connect(host.port(), host.name())
                .compose(Connector::ask)
                .timeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(tls -> offers.put(host, new Offer(tls, Instant.now().plus(ANSWER_HOLDS))))
                .eventually(client::close);
    }

    private static Future<Boolean> ask(NetSocket socket) {
        var answered = Promise.<Boolean>promise();
        socket.handler(answer -> answered.tryComplete(answer.getByte(0) == 'S'));
        socket.closeHandler(closed -> answered.tryFail(new ConnectException("closed before it answered")));
        return socket.write(ASK_FOR_TLS).compose(asked -> answered.future());
    }
}
