package nl.rijkscloud.db;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The socket under a connection, which may fall silent. The client has no limit for silence, and closes a connection by
 * taking leave of the server and waiting for it to hang up, which never happens on a dead line. This class closes the
 * socket directly. It and {@link Connector} are the only ones that use internals of the client; both depend on the
 * version in the pom.
 */
final class DatabaseSocket {
    private DatabaseSocket() {}

    /** Connects within {@code patience}, and closes the socket once nothing has arrived on it for {@code silence}. */
    static Future<SqlConnection> connect(
            ConnectionFactory<PgConnectOptions> factory, Context context, PgConnectOptions options, Duration patience,
            Duration silence) {
        var here = (ContextInternal) context;
        var made = here.<SqlConnection>promise();
        var timer = here.setTimer(patience.toMillis(),
                late -> made.tryFail(new ConnectException("the server said nothing")));
        factory.connect(context, options).onComplete(connected -> {
            here.owner().cancelTimer(timer);
            if (connected.failed()) {
                made.tryFail(connected.cause());
            } else if (made.tryComplete(connected.result())) {
                watch(connected.result(), silence);
            } else {
                cut(connected.result());
            }
        });
        return made.future();
    }

    /** Closes the socket. The pool forgets the connection, and pending statements fail. */
    static void cut(SqlConnection connection) {
        if (base(connection) instanceof SocketConnectionBase base) {
            var _ = base.socket().channelHandlerContext().pipeline().firstContext().close();
        }
    }

    private static void watch(SqlConnection connection, Duration silence) {
        if (base(connection) instanceof SocketConnectionBase base) {
            base.socket().channelHandlerContext().pipeline()
                    .addFirst("silence", new IdleStateHandler(silence.toSeconds(), 0, 0, TimeUnit.SECONDS) {
                @Override
                protected void channelIdle(ChannelHandlerContext line, IdleStateEvent event) {
                    var _ = line.close();
                }
            });
        }
    }

    /** Unwraps a connection: one from a pool is wrapped twice, a new one once. */
    private static Connection base(SqlConnection connection) {
        var inner = ((SqlConnectionInternal) connection).unwrap();
        return inner instanceof SocketConnectionBase ? inner : inner.unwrap();
    }
}
