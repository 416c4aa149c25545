package nl.rijkscloud.portal;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.function.Supplier;
import nl.rijkscloud.restore.RestoreWiring;
import nl.rijkscloud.startup.NotReady;

/**
 * Holds a start on a database that was put back from a backup, until an operator has confirmed it. Nothing is sealed,
 * sent, checked, destroyed or swept before.
 */
final class RestoreStart {
    private final Vertx vertx;
    private final RestoreWiring restore;

    RestoreStart(Vertx vertx, RestoreWiring restore) {
        this.vertx = vertx;
        this.restore = restore;
    }

    /**
     * Succeeds when the database may be used.
     *
     * @param wait until {@link #proceed} succeeds
     * @param server turns visitors away meanwhile
     */
    Future<Void> hold(Supplier<Future<Void>> wait, Supplier<Future<Supplier<Deployable>>> server) {
        return restore.proceed().compose(backup -> backup.isEmpty()
                ? Future.succeededFuture()
                : server.get().compose(closed -> vertx.deployVerticle(closed, new DeploymentOptions()))
                        .compose(id -> wait.get().eventually(() -> vertx.undeploy(id))));
    }

    /** Fails with {@link NotReady} while an operator has to look. */
    Future<Void> proceed() {
        return restore.proceed().compose(backup -> backup.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(new NotReady("the database is older than its ledger, it was put back from a "
                        + "backup" + (backup.get().equals(Instant.EPOCH) ? "" : " of " + backup.get())
                        + "; nothing is served, sent or deleted until: rijkscloud restore --confirm"
                        + " (rijkscloud restore says what that does)")));
    }
}
