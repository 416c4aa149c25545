package nl.rijkscloud;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.http.HttpVerticle;
import nl.rijkscloud.http.WebPages;
import nl.rijkscloud.ops.FolderCheck;
import nl.rijkscloud.ops.InstallationKey;
import nl.rijkscloud.ops.ManagementServer;
import nl.rijkscloud.ops.QueueMeters;
import nl.rijkscloud.ops.Readiness;
import nl.rijkscloud.ops.StartRefused;
import nl.rijkscloud.ops.VertxFactory;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.vault.MasterKey;

/**
 * Starts the parts in the order in which they need each other, and closes them in reverse: Vert.x by itself would close the pool before the
 * verticles that still write to it. Use from one thread.
 */
public final class App {
    /** Adds routes of its own; the demo does, production does not. Called once per event loop. */
    public interface Extension {
        Extension NONE = router -> {};

        void mount(Router router);
    }

    private final VertxFactory.Measured measured;
    private final Readiness readiness = new Readiness();
    private final Deque<Supplier<Future<Void>>> closings = new ArrayDeque<>();

    private App(VertxFactory.Measured measured) {
        this.measured = measured;
    }

    /** Succeeds when everything runs. Fails with {@link StartRefused} when an operator has to mend something first; nothing is left running then. */
    public static Future<App> start(Config config, Extension extension) {
        var app = new App(VertxFactory.create(new VertxOptions()));
        return app.start(config, MasterKeyFile.of(config), extension)
                .map(app)
                .recover(failure -> app.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** Takes no new requests, lets running ones finish within the configured time, and stops everything in reverse order. */
    public Future<Void> close() {
        readiness.drain();
        Future<Void> closed = Future.succeededFuture();
        while (!closings.isEmpty()) {
            closed = closed.eventually(closings.pop());
        }
        return measured.closeAfter(closed);
    }

    private Future<Void> start(Config config, MasterKey master, Extension extension) {
        var vertx = measured.vertx();
        return ManagementServer.start(vertx, config.management(), readiness, measured.metrics()::scrape)
                .onSuccess(management -> closings.push(management::close))
                .compose(started -> vertx.executeBlocking(() -> Database.open(vertx, config.database())))
                .onSuccess(database -> closings.push(database::close))
                .compose(database -> InstallationKey.confirm(database, master).compose(confirmed -> parts(config, master, database)))
                .onSuccess(parts -> {
                    var meters = new QueueMeters(vertx, measured.metrics(), parts.queue());
                    closings.push(meters::close);
                })
                .compose(parts -> deploy(config, parts, extension))
                .onSuccess(done -> readiness.open());
    }

    private Future<Parts> parts(Config config, MasterKey master, Database database) {
        var vertx = measured.vertx();
        readiness
                .add("database", () -> database.run("select 1").mapEmpty())
                .add("storage", () -> vertx.executeBlocking(() -> FolderCheck.probe(config.storage().folder())).mapEmpty());
        return vertx.executeBlocking(() -> Parts.make(vertx, config, master, database, measured.metrics()));
    }

    private Future<Void> deploy(Config config, Parts parts, Extension extension) {
        var one = new DeploymentOptions();
        var virtual = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        var loops = new DeploymentOptions().setInstances(config.server().instances());
        return measured.vertx().executeBlocking(() -> WebPages.load(config, parts.clock().instant()))
                .compose(pages -> deploy(parts::mailVerticle, one)
                        .compose(done -> deploy(() -> parts.otpVerticle(measured.metrics()), one))
                        .compose(done -> deploy(parts::linkVerticle, one))
                        .compose(done -> deploy(parts::transferVerticle, one))
                        .compose(done -> deploy(parts::requestVerticle, one))
                        .compose(done -> deploy(parts::reportVerticle, virtual))
                        .compose(done -> deploy(parts::custodianVerticle, one))
                        .onSuccess(done -> closings.push(parts.uploads()::settled))
                        .compose(done -> deploy(() -> new HttpVerticle(config, parts.services(), pages, extension::mount), loops)));
    }

    private Future<Void> deploy(Supplier<Deployable> verticle, DeploymentOptions options) {
        Vertx vertx = measured.vertx();
        return vertx.deployVerticle(verticle, options)
                .onSuccess(id -> closings.push(() -> vertx.undeploy(id)))
                .mapEmpty();
    }

    private static final class MasterKeyFile {
        static MasterKey of(Config config) {
            try {
                return MasterKey.read(config.masterKey());
            } catch (IOException gone) {
                throw new StartRefused("masterKey: " + config.masterKey() + " cannot be read");
            }
        }
    }
}
