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
 * The line under a connection, which may fall silent. The client has no limit of its own for that, and its way of closing takes leave of the server
 * and then waits for it to hang up: on a dead line for ever. Here a line is cut without a word. This class and {@link Connector} are the only ones
 * that know the client's inside; both rest on the version in the pom.
 */
final class DatabaseSocket {
    private DatabaseSocket() {}

    /** Connects within {@code patience}, and cuts the line once nothing has arrived on it for as long as {@code silence}. */
    static Future<SqlConnection> connect(
            ConnectionFactory<PgConnectOptions> factory, Context context, PgConnectOptions options, Duration patience, Duration silence) {
        var here = (ContextInternal) context;
        var made = here.<SqlConnection>promise();
        var timer = here.setTimer(patience.toMillis(), late -> made.tryFail(new ConnectException("the server said nothing")));
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

    /** Closes the line under the connection. The pool forgets it, and what was asked over it fails. */
    static void cut(SqlConnection connection) {
        if (base(connection) instanceof SocketConnectionBase base) {
            base.socket().channelHandlerContext().pipeline().firstContext().close();
        }
    }

    private static void watch(SqlConnection connection, Duration silence) {
        if (base(connection) instanceof SocketConnectionBase base) {
            base.socket().channelHandlerContext().pipeline().addFirst("silence", new IdleStateHandler(silence.toSeconds(), 0, 0, TimeUnit.SECONDS) {
                @Override
                protected void channelIdle(ChannelHandlerContext line, IdleStateEvent event) {
                    line.close();
                }
            });
        }
    }

    /** A connection from a pool is wrapped twice, one that has just been made once. */
    private static Connection base(SqlConnection connection) {
        var inner = ((SqlConnectionInternal) connection).unwrap();
        return inner instanceof SocketConnectionBase ? inner : inner.unwrap();
    }
}
