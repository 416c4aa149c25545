package nl.rijkscloud.portal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beginning of a stop: the load balancer notices first, and then what runs has some time to end. */
record Drain(Vertx vertx, Config.Server server, Rooms rooms) {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** In reverse order of the start: the last one comes first. */
    List<Supplier<Future<Void>>> steps() {
        return List.of(this::tellWhatIsCut, this::giveNotice);
    }

    /** Not ready, and still open: the load balancer has to notice before anybody is refused. */
    private Future<Void> giveNotice() {
        return server.drainAfter().isZero()
                ? Future.succeededFuture()
                : vertx.timer(server.drainAfter().toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** At the end of the drain, so that a reader of the log does not take these lines for a fault. */
    private Future<Void> tellWhatIsCut() {
        vertx.setTimer(Math.max(1, server.drain().toMillis()), late -> {
            var cut = rooms.transfer.streams().size();
            if (cut > 0) {
                LOG.info("uploads and downloads that did not end within server.drain and are cut: {}; they can go on "
                        + "where they were", cut);
            }
        });
        return Future.succeededFuture();
    }
}
