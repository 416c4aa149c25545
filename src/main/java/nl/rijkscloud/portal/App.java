package nl.rijkscloud.portal;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientConnections;
import nl.rijkscloud.connection.ConnectionGate;
import nl.rijkscloud.db.DatabaseClock;
import nl.rijkscloud.db.Purpose;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.OpenFiles;
import nl.rijkscloud.maintenance.Maintenance;
import nl.rijkscloud.ops.InstallationMeters;
import nl.rijkscloud.ops.ManagementServer;
import nl.rijkscloud.ops.Readiness;
import nl.rijkscloud.ops.StartWait;
import nl.rijkscloud.ops.StorageProbe;
import nl.rijkscloud.ops.VertxFactory;
import nl.rijkscloud.pages.WebPages;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.recovery.RecoveryWiring;
import nl.rijkscloud.startup.DatabaseCheck;
import nl.rijkscloud.startup.Findings;
import nl.rijkscloud.startup.ListenFailure;
import nl.rijkscloud.startup.StartRefused;
import nl.rijkscloud.startup.StoreClaim;

/**
 * Starts the parts in the order in which they need each other, and closes them in reverse: Vert.x by itself would close
 * the pool before the verticles that still write to it. Use from one thread.
 */
public final class App {
    /** Vert.x, with its meters and with the door through which all connections from outside come. */
    record Edge(VertxFactory.Measured measured, ClientConnections lines) {
        static Edge of(Config config) {
            var registry = VertxFactory.registry();
            var lines = new ClientConnections(config.server(), OpenFiles.ofThisProcess(),
                    new LimitLog(registry, InstantSource.system()));
            var management = config.management().port();
            var port = config.server().port();
            var door = ConnectionGate.transport(lines, bound -> port == 0 ? bound != management : bound == port);
            return new Edge(VertxFactory.create(new VertxOptions(), registry, door), lines);
        }
    }

    /** Adds routes of its own; the demo does, production does not. Called once per event loop. */
    public interface ExtraRoutes {
        ExtraRoutes NONE = router -> {};

        void mount(Router router);
    }

    /** For closing after a failed start, when nobody is served yet. */
    private static final Duration ABANDON = Duration.ofSeconds(5);

    private final VertxFactory.Measured measured;
    private final Edge edge;
    private final UUID id = UUID.randomUUID();
    private final Readiness readiness = new Readiness();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Deque<Supplier<Future<Void>>> closings = new ArrayDeque<>();
    private final Promise<Void> wentBack = Promise.promise();

    private App(Edge edge) {
        this.edge = edge;
        this.measured = edge.measured();
    }

    /**
     * Succeeds when everything runs. Fails with {@link StartRefused} when an operator has to mend something first;
     * nothing is left running then. The future belongs to no context of Vert.x, which is closed before a failure is
     * told.
     */
    public static Future<App> start(Config config, ExtraRoutes extra) {
        return start(config, extra, () -> Findings.NOTHING);
    }

    /**
     * The same after a look at the surroundings, which is repeated while something is not there yet:
     * {@link Findings#waits}. Warnings are logged.
     *
     * @param surroundings blocks
     */
    public static Future<App> start(Config config, ExtraRoutes extra, Supplier<Findings> surroundings) {
        var started = Promise.<App>promise();
        try {
            var app = new App(Edge.of(config));
            app.open(config, extra, surroundings).onComplete(
                    done -> started.complete(app),
                    failure -> {
                        var _ = app.abandon().whenComplete((closed, late) -> started.fail(failure));
                    });
        } catch (Throwable thrown) {
            started.fail(thrown);
        }
        return started.future();
    }

    /**
     * Closes the parts that a failed start has opened. A part that hangs while closing does not delay the report of the
     * failure.
     */
    private CompletableFuture<Void> abandon() {
        return close().toCompletionStage().toCompletableFuture()
                .completeOnTimeout(null, ABANDON.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Succeeds if the database returns to an earlier state while the portal runs. The process must end at once then:
     * the next start waits until an operator has looked.
     */
    Future<Void> wentBack() {
        return wentBack.future();
    }

    /**
     * Takes no new requests, lets running ones finish within the configured time, and stops everything in reverse
     * order.
     */
    public Future<Void> close() {
        readiness.drain();
        Future<Void> closed = Future.succeededFuture();
        while (!closings.isEmpty()) {
            closed = closed.eventually(closings.pop());
        }
        return measured.closeAfter(closed);
    }

    private Future<Void> open(Config config, ExtraRoutes extra, Supplier<Findings> surroundings) {
        var vertx = measured.vertx();
        return manage(config)
                .compose(managed -> startWait(config)
                        .until(() -> surroundings(surroundings).compose(well -> database(config))))
                .compose(opened -> startWait(config)
                        .until(() -> StoreClaim.confirm(vertx, opened.database(), config.storage()))
                        .compose(ours -> rooms(config, opened)))
                .map(rooms -> {
                    readiness.add("storage", new StorageProbe(rooms.blob.probe())::look);
                    return measure(rooms);
                })
                .compose(rooms -> startWait(config).until(ledger(rooms)::begin)
                        .compose(ours -> restore(config, rooms))
                        .compose(ours -> RecoveryWiring.compareKey(rooms.platform, rooms.audit, rooms.link))
                        .map(rooms))
                .compose(rooms -> keyPlace(rooms).begin()
                        .compose(begun -> rooms.ledger.join(wentBack::tryComplete))
                        .onSuccess(joined -> closings.push(rooms.ledger::stop))
                        .compose(begun -> deploy(config, rooms, extra))
                        .onSuccess(done -> watchSurroundings(rooms))
                        .onSuccess(done -> new Drain(vertx, config.server(), rooms).steps().forEach(closings::push)))
                .onSuccess(done -> readiness.open());
    }

    private StartWait startWait(Config config) {
        return new StartWait(measured.vertx(), config.database(), readiness);
    }

    private Future<Void> surroundings(Supplier<Findings> surroundings) {
        return measured.vertx().executeBlocking(() -> surroundings.get().orThrow(warned)).mapEmpty();
    }

    private Future<OpenedDatabase> database(Config config) {
        return OpenedDatabase.open(measured.vertx(), config, id)
                .onSuccess(opened -> closings.push(opened.database()::close))
                .onSuccess(opened -> closings.push(() -> opened.report().end().otherwiseEmpty()));
    }

    private Future<Void> manage(Config config) {
        var management = config.management();
        return ManagementServer.start(measured.vertx(), management, readiness, measured.metrics()::scrape)
                .onSuccess(server -> closings.push(server::close))
                .<Void>mapEmpty()
                .recover(failure -> refused("management", management.host(), management.port(), failure));
    }

    private Rooms measure(Rooms rooms) {
        rooms.outbox.startMeters();
        closings.push(rooms.outbox::stopMeters);
        var maintenance = rooms.maintenance.duty();
        maintenance.every(measured.vertx(), Maintenance.INTERVAL);
        closings.push(maintenance::stop);
        return rooms;
    }

    /** Once it serves, because it looks at the certificate that visitors get. */
    private void watchSurroundings(Rooms rooms) {
        var build = Main.Version.read();
        var meters = InstallationMeters.start(measured.vertx(), measured.metrics(), rooms.platform.config().server(),
                rooms.blob.freeSpace(), build.getProperty("version", ""), build.getProperty("commit", ""));
        closings.push(meters::stop);
    }

    private Future<Void> refused(String section, String host, int port, Throwable failure) {
        return measured.vertx().executeBlocking(() -> ListenFailure.explain(section, host, port, failure))
                .compose(Future::failedFuture);
    }

    private Future<Void> serve(Config config, Rooms rooms, WebPages pages, ExtraRoutes extra) {
        var server = config.server();
        var loops = new DeploymentOptions().setInstances(server.instances());
        return deploy(() -> new HttpVerticle(rooms, pages, edge.lines(), extra::mount), loops)
                .recover(failure -> refused("server", server.host(), server.port(), failure))
                .recover(failure -> Future.failedFuture(failure instanceof StartRefused ? failure
                        : server.tls().<Throwable>map(App::unusable).orElse(failure)));
    }

    private static StartRefused unusable(Config.Tls tls) {
        return new StartRefused("server.tls: the certificate in " + tls.certificate() + " and the key in " + tls.key()
                + " cannot be used; both must be PEM files that belong together, the key without a password");
    }

    private Future<Rooms> rooms(Config config, OpenedDatabase opened) {
        var vertx = measured.vertx();
        var database = opened.database();
        var report = opened.report().duty();
        report.every(vertx, Duration.ofMinutes(1));
        closings.push(report::stop);
        readiness
                .add("database", () -> DatabaseCheck.writable(database.with(Purpose.CHECK), config.database()))
                .add("storage", () -> Future.failedFuture("the folder is not ready yet"));
        return DatabaseClock.start(vertx, database)
                .compose(clock -> vertx.executeBlocking(
                        () -> new Rooms(
                                Platform.of(vertx, config, opened.keys(), database, clock, measured.metrics()),
                                clock::steadiness)))
                .onSuccess(rooms -> readiness.add("keys", keyPlace(rooms)::look)
                        .add("ledger", ledger(rooms)::look));
    }

    private KeyPlaceStart keyPlace(Rooms rooms) {
        return new KeyPlaceStart(measured.vertx(), rooms.period);
    }

    /** Shows the page for maintenance, and nothing else, while a restored database waits for an operator. */
    private Future<Void> restore(Config config, Rooms rooms) {
        var start = new RestoreStart(measured.vertx(), rooms.restore);
        return start.hold(() -> startWait(config).until(start::proceed), () -> pages(config, rooms)
                .map(pages -> () -> new HttpVerticle(rooms, pages, edge.lines(), router -> {})));
    }

    private Future<WebPages> pages(Config config, Rooms rooms) {
        return measured.vertx().executeBlocking(() -> WebPages.load(config, rooms.platform.clock().instant()));
    }

    private LedgerStart ledger(Rooms rooms) {
        return new LedgerStart(measured.vertx(), rooms.ledger);
    }

    private Future<Void> deploy(Config config, Rooms rooms, ExtraRoutes extra) {
        var one = new DeploymentOptions();
        var virtual = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        return pages(config, rooms)
                .compose(pages -> deploy(rooms::rotationVerticle, one)
                        .compose(done -> deploy(rooms::mailVerticle, one))
                        .compose(done -> deploy(rooms::otpVerticle, one))
                        .compose(done -> deploy(rooms::linkVerticle, one))
                        .compose(done -> deploy(rooms.report::verticle, virtual))
                        .compose(done -> deploy(rooms::custodianVerticle, one))
                        .compose(done -> deploy(rooms.scrub::verticle, one))
                        .onSuccess(done -> rooms.download.startRecording())
                        .onSuccess(done -> rooms.audit.start())
                        .onSuccess(done -> closings.push(rooms::settled))
                        .compose(done -> serve(config, rooms, pages, extra)));
    }

    private Future<Void> deploy(Supplier<Deployable> verticle, DeploymentOptions options) {
        Vertx vertx = measured.vertx();
        return vertx.deployVerticle(verticle, options)
                .onSuccess(id -> closings.push(() -> vertx.undeploy(id)))
                .mapEmpty();
    }
}
